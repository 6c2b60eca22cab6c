/// What Blogger prints around comments, by interface language: the two labels under a comment, the words of
/// the comment header and of the controls below the last comment.
///
/// `reply` and `delete` stand under a comment that opens a thread, `delete` alone under a reply.
package struct CommentLabels: Hashable, Sendable {
  package let reply: String
  package let delete: String

  package init(reply: String, delete: String) {
    self.reply = reply
    self.delete = delete
  }

  /// Pairs known to Blogger's interface, most common first.
  package static let known: [Self] = [
    Self(reply: "Reply", delete: "Delete"),
    Self(reply: "Antworten", delete: "Löschen"),
    Self(reply: "Responder", delete: "Excluir"),
    Self(reply: "Responder", delete: "Borrar"),
    Self(reply: "Responder", delete: "Eliminar"),
    Self(reply: "Rispondi", delete: "Elimina"),
    Self(reply: "Répondre", delete: "Supprimer"),
    Self(reply: "Beantwoorden", delete: "Verwijderen"),
    Self(reply: "Ответить", delete: "Удалить"),
    Self(reply: "Відповісти", delete: "Видалити"),
    Self(reply: "Odpowiedz", delete: "Usuń"),
    Self(reply: "Odpovědět", delete: "Vymazat"),
    Self(reply: "Odpovědět", delete: "Odstranit"),
    Self(reply: "Odpovedať", delete: "Odstrániť"),
    Self(reply: "Svara", delete: "Radera"),
    Self(reply: "Svara", delete: "Ta bort"),
    Self(reply: "Svar", delete: "Slet"),
    Self(reply: "Svar", delete: "Slett"),
    Self(reply: "Vastaa", delete: "Poista"),
    Self(reply: "Válasz", delete: "Törlés"),
    Self(reply: "Răspundeți", delete: "Ștergere"),
    Self(reply: "Răspundeţi", delete: "Ştergeţi"),
    Self(reply: "Răspundeți", delete: "Ștergeți"),
    Self(reply: "Απάντηση", delete: "Διαγραφή"),
    Self(reply: "Yanıtla", delete: "Sil"),
    Self(reply: "Balas", delete: "Hapus"),
    Self(reply: "Balas", delete: "Padam"),
    Self(reply: "Trả lời", delete: "Xóa"),
    Self(reply: "Trả lời", delete: "Xoá"),
    Self(reply: "ตอบ", delete: "ลบ"),
    Self(reply: "返信", delete: "削除"),
    Self(reply: "回覆", delete: "刪除"),
    Self(reply: "回复", delete: "删除"),
    Self(reply: "답글", delete: "삭제"),
    Self(reply: "رد", delete: "حذف"),
    Self(reply: "השב", delete: "מחק"),
    Self(reply: "Respon", delete: "Suprimeix"),
    Self(reply: "Respon", delete: "Elimina"),
    Self(reply: "Odgovori", delete: "Izbriši"),
    Self(reply: "Одговори", delete: "Избриши"),
    Self(reply: "Отговор", delete: "Изтриване"),
    Self(reply: "Atsakyti", delete: "Ištrinti"),
    Self(reply: "Atbildēt", delete: "Dzēst"),
    Self(reply: "Vasta", delete: "Kustuta"),
    Self(reply: "پاسخ", delete: "حذف"),
    Self(reply: "उत्तर दें", delete: "हटाएं"),
  ]

  /// The word over the replies to one comment.
  package static let repliesHeadings: Set<String> = [
    "Replies", "Antworten", "Respostas", "Respuestas", "Risposte", "Réponses", "Reacties",
    "Ответы", "Відповіді", "Odpowiedzi", "Odpovědi", "Odpovede", "Svar", "Vastaukset", "Válaszok",
    "Răspunsuri", "Απαντήσεις", "Yanıtlar", "Balasan", "Trả lời", "ตอบกลับ", "การตอบกลับ", "返信",
    "回覆", "回复", "답글", "الردود", "ردود", "תשובות", "Respostes", "Odgovori", "Одговори",
    "Отговори", "Atsakymai", "Atbildes", "Vastused",
  ]

  /// Nouns of a comment header, in lower case, in every number and case that a header uses.
  package static let nouns: Set<String> = [
    "comment", "comments", "kommentar", "kommentare", "comentário", "comentários", "comentario",
    "comentarios", "commento", "commenti", "commentaire", "commentaires", "opmerking",
    "opmerkingen", "reactie", "reacties", "комментарий", "комментария", "комментариев",
    "комментарии", "коментар", "коментарі", "коментарів", "коментаря", "komentarz", "komentarze",
    "komentarzy", "komentář", "komentáře", "komentářů", "komentár", "komentáre", "komentárov",
    "kommentarer", "kommenttia", "kommentti", "kommentit", "megjegyzés", "hozzászólás",
    "comentariu", "comentarii", "de comentarii", "σχόλιο", "σχόλια", "yorum", "yorumlar",
    "komentar", "ulasan", "nhận xét", "bình luận", "ความคิดเห็น", "件のコメント", "コメント",
    "個のコメント", "則留言", "留言", "意見", "條留言", "条评论", "评论", "則回應", "개의 댓글",
    "댓글", "개", "تعليقات", "تعليق", "تعليقًا", "تعليقان", "تعليقا", "תגובות", "תגובה",
    "comentaris", "comentari", "komentara", "komentari", "komentarjev", "komentarji", "komentarja",
    "коментара", "коментари", "komentarai", "komentarų", "komentaras", "komentāri", "komentārs",
    "komentāru", "kommentaari", "نظر", "टिप्पणियां", "टिप्पणी", "responses", "thoughts", "reactions",
  ]

  /// Headers that say there is not one comment, in lower case, without the colon.
  package static let noneHeaders: Set<String> = [
    "no comments", "keine kommentare", "nenhum comentário", "no hay comentarios",
    "sin comentarios", "nessun commento", "aucun commentaire", "geen opmerkingen", "geen reacties",
    "нет комментариев", "комментариев нет", "немає коментарів", "brak komentarzy",
    "žádné komentáře", "žiadne komentáre", "inga kommentarer", "ingen kommentarer",
    "ei kommentteja", "nincsenek megjegyzések", "niciun comentariu", "δεν υπάρχουν σχόλια",
    "hiç yorum yok", "tidak ada komentar", "tiada ulasan", "không có nhận xét nào",
    "ไม่มีความคิดเห็น", "0 件のコメント", "沒有留言", "没有评论", "댓글 없음", "ليست هناك تعليقات",
    "אין תגובות", "cap comentari", "nema komentara", "ni komentarjev", "нема коментара",
    "няма коментари", "komentarų nėra", "nav komentāru", "kommentaare ei ole", "sem comentários",
  ]

  /// What stands below the last comment and belongs to no one's words, in lower case.
  package static let closings: Set<String> = [
    "post a comment", "add comment", "load more...", "kommentar veröffentlichen",
    "kommentar hinzufügen", "postar um comentário", "enviar um comentário",
    "publicar un comentario", "publicar un comentario en la entrada", "posta un commento",
    "publier un commentaire", "enregistrer un commentaire", "een reactie posten",
    "een opmerking plaatsen", "отправить комментарий", "дописати коментар",
    "опублікувати коментар", "prześlij komentarz", "okomentovat", "zverejnenie komentára",
    "skicka en kommentar", "send en kommentar", "legg inn en kommentar", "lähetä kommentti",
    "megjegyzés küldése", "trimiteți un comentariu", "δημοσίευση σχολίου", "yorum gönder",
    "posting komentar", "catat ulasan", "đăng nhận xét", "แสดงความคิดเห็น", "コメントを投稿",
    "張貼留言", "发表评论", "댓글 쓰기", "إرسال تعليق", "הוסף רשומת תגובה",
    "publica un comentari a l'entrada", "objavi komentar", "постави коментар",
    "публикуване на коментар", "rašyti komentarą", "ierakstīt komentāru", "postita kommentaar",
  ]

  /// Navigation below the comments, in lower case; one alone may be anybody's word.
  package static let navigation: Set<String> = [
    "newer post", "older post", "home", "newer posts", "older posts", "newer post older post home",
    "older post home", "newer post home", "neuerer post", "älterer post", "startseite",
    "postagem mais recente", "postagem mais antiga", "página inicial", "entrada más reciente",
    "entrada antigua", "página principal", "inicio", "post più recente", "post più vecchio",
    "home page", "article plus récent", "article plus ancien", "accueil", "nieuwere post",
    "oudere post", "следующее", "предыдущее", "главная страница", "nowszy post", "starszy post",
    "strona główna", "nyare inlägg", "äldre inlägg", "startsida", "view mobile version",
    "view web version", "powered by blogger.", "powered by blogger",
  ]

  /// Openings of navigation lines that go on in the blog's own words, in lower case.
  package static let navigationOpenings: [String] = [
    "subscribe to: ", "abonnieren ", "assinar: ", "suscribirse a: ", "iscriviti a: ",
    "inscription à : ", "abonneren op: ", "подписаться на: ", "subskrybuj: ", "prenumerera på: ",
  ]

  /// What follows a name over a comment in themes without threads, in lower case and without dots.
  package static let saidPhrases: [String] = [
    " said", " hat gesagt", " disse", " dijo", " ha detto", " a dit", " zei", " сказал(а)",
    " пише", " pisze", " řekl(a)", " sa", " sade", " sagde", " kirjoitti", " írta", " spunea",
    " είπε", " dedi ki", " mengatakan", " nói", " กล่าวว่า", " さんのコメント", "さんは書きました",
    " 提到", " 说", " 說", "님의 말", " يقول", " ha dit", " je rekao", " каза", " teikė", " ütles",
  ]

  /// Reads the line that opens a comment in themes without threads: `Ann said...`.
  ///
  /// - Returns: the name before the phrase; `nil` for any other line.
  package static func speaker(_ line: ArraySlice<UInt8>) -> String? {
    guard line.count <= 160 else { return nil }
    var text = Substring(String(decoding: line, as: UTF8.self))
    guard text.hasSuffix("...") || text.hasSuffix("…") else { return nil }
    while text.last == "." || text.last == "…" || text.last == " " { text.removeLast() }
    let folded = text.lowercased()
    for phrase in saidPhrases where folded.hasSuffix(phrase) && text.count > phrase.count {
      return String(text.dropLast(phrase.count))
    }
    return nil
  }
}
