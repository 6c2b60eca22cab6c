/// The middle value; 0 when there is none.
func median(_ values: [Double]) -> Double { quantile(0.5, of: values) }

/// The value below which a share of all values lie; 0 when there is none.
func quantile(_ share: Double, of values: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  let sorted = values.sorted()
  return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
}
