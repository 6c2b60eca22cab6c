// swift-tools-version: 6.2
// A package of its own: it depends on nothing of the daemon and runs the program as a user would.

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "winnow-benchmarks",
  targets: [
    .target(name: "SyntheticExports", swiftSettings: strict),
    .executableTarget(
      name: "GenerateExport",
      dependencies: ["SyntheticExports"],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "MeasureWinnow",
      dependencies: ["SyntheticExports"],
      swiftSettings: strict
    ),
  ]
)
