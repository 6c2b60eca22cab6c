/// What `wp:post_type` makes of an item.
enum WordPressPostType: Hashable {
  case post, page, attachment
  /// A type that a theme or a plugin defines: `portfolio`, `product`, `podcast`.
  case custom
  /// What the site is made of rather than what it says: menus, revisions, templates, styles, forms.
  case plumbing

  /// - Parameter written: `nil` where an item does not tell, as in fragments.
  init(_ written: String?) {
    switch written {
    case nil, "", "post": self = .post
    case "page": self = .page
    case "attachment": self = .attachment
    case let type?: self = Self.isPlumbing(type) ? .plumbing : .custom
    }
  }

  /// WordPress keeps the prefix `wp_` for types of its own.
  private static func isPlumbing(_ type: String) -> Bool {
    type.hasPrefix("wp_") || plumbingTypes.contains(type)
  }

  /// The messages and orders of visitors are among them: they are nobody's posts, and private.
  private static let plumbingTypes: Set<String> = [
    "acf", "acf-field", "acf-field-group", "amp_validated_url", "custom_css",
    "customize_changeset", "edd_payment", "elementor_library", "feedback", "flamingo_contact",
    "flamingo_inbound", "jp_img_sitemap", "jp_pay_order", "jp_sitemap", "jp_sitemap_master",
    "mc4wp-form", "nav_menu_item", "oembed_cache", "postman_sent_mail", "revision",
    "scheduled-action", "shop_coupon", "shop_order", "shop_order_refund", "user_request",
    "vc_grid_item", "wpcf7_contact_form", "wpforms", "wpforms_log",
  ]
}
