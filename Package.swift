// swift-tools-version: 6.2
// Targets stand in the order a dropped file travels; each lists its test target after it.

import PackageDescription

/// Every target is held to the same rules.
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
  name: "winnow",
  products: [
    .executable(name: "winnow", targets: ["winnow"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .target(name: "Arrivals", dependencies: ["CInotifyTools"], swiftSettings: strict),
    .testTarget(
      name: "ArrivalsTests",
      dependencies: ["Arrivals", "CInotifyTools", "WeblogTesting"],
      swiftSettings: strict
    ),
    .systemLibrary(name: "CInotifyTools"),

    .target(name: "Containers", dependencies: ["CZlib"], swiftSettings: strict),
    .testTarget(
      name: "ContainersTests",
      dependencies: ["Containers", "WeblogTesting"],
      swiftSettings: strict
    ),

    .systemLibrary(name: "CZlib"),

    .target(name: "Detection", swiftSettings: strict),
    .testTarget(name: "DetectionTests", dependencies: ["Detection"], swiftSettings: strict),

    .target(name: "Exports", dependencies: ["Detection", "Weblog"], swiftSettings: strict),
    .testTarget(
      name: "ExportsTests",
      dependencies: ["Detection", "Exports", "Weblog", "WeblogTesting"],
      exclude: ["Fixtures"],
      swiftSettings: strict
    ),

    .target(
      name: "Normalization",
      dependencies: ["Weblog"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "NormalizationTests",
      dependencies: ["Normalization", "Weblog", "WeblogTesting"],
      swiftSettings: strict
    ),

    .target(
      name: "Reconciliation",
      dependencies: ["Weblog", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ReconciliationTests",
      dependencies: ["Reconciliation", "Weblog", "WeblogTesting"],
      swiftSettings: strict
    ),

    .target(
      name: "Storage",
      dependencies: [
        "Reconciliation",
        "Weblog",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      resources: [.embedInCode("Schemas")],
      swiftSettings: strict
    ),
    .testTarget(
      name: "StorageTests",
      dependencies: ["Reconciliation", "Storage", "Weblog", "WeblogTesting"],
      swiftSettings: strict
    ),

    .target(
      name: "Subscribers",
      dependencies: ["Weblog", .product(name: "Logging", package: "swift-log")],
      swiftSettings: strict
    ),
    .testTarget(
      name: "SubscribersTests",
      dependencies: [
        "Subscribers", "Weblog", "WeblogTesting",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict
    ),

    .target(name: "Weblog", swiftSettings: strict),
    .testTarget(name: "WeblogTests", dependencies: ["Weblog"], swiftSettings: strict),
    .target(
      name: "WeblogTesting",
      dependencies: ["Weblog"],
      path: "Tests/WeblogTesting",
      swiftSettings: strict
    ),

    .target(
      name: "WinnowService",
      dependencies: [
        "Arrivals", "Containers", "Detection", "Exports", "Normalization", "Reconciliation",
        "Storage", "Subscribers", "Weblog",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "WinnowServiceTests",
      dependencies: [
        "Containers", "Reconciliation", "Storage", "WinnowService", "Weblog", "WeblogTesting",
      ],
      swiftSettings: strict
    ),

    .executableTarget(
      name: "winnow",
      dependencies: [
        "Arrivals", "Detection", "Storage", "Subscribers", "Weblog", "WinnowService",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),

    .testTarget(
      name: "ConformanceTests",
      dependencies: ["Detection", "Exports", "Normalization", "Weblog", "WeblogTesting"],
      exclude: ["Tables"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["WeblogTesting", .product(name: "Crypto", package: "swift-crypto")],
      exclude: ["readers", "shim"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "SystemdTests",
      exclude: ["boot.sh", "checks.sh"],
      swiftSettings: strict
    ),
  ]
)
