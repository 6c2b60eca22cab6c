// swift-tools-version: 6.2
// A package of its own: the rooms that see a file's bytes are compiled once more, watched by the fuzzer.
// `Sources` holds links to the project's rooms beside the laws and the program.

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
]

let package = Package(
  name: "winnow-fuzzing",
  targets: [
    .systemLibrary(name: "CZlib"),
    .target(name: "Containers", dependencies: ["CZlib"], swiftSettings: strict),
    .target(name: "Detection", swiftSettings: strict),
    .target(name: "Exports", dependencies: ["Detection", "Weblog"], swiftSettings: strict),
    .target(name: "Normalization", dependencies: ["Weblog"], swiftSettings: strict),
    .target(name: "Weblog", swiftSettings: strict),
    .target(
      name: "Laws",
      dependencies: ["Containers", "Detection", "Exports", "Normalization", "Weblog"],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "FuzzWinnow",
      dependencies: ["Laws"],
      // The program's `main` is the fuzzer's.
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]
    ),
  ]
)
