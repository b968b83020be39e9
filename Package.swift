// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "wildix",
  products: [
    .executable(name: "wildix", targets: ["wildix"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .executableTarget(
      name: "wildix",
      dependencies: [
        "WildixCore", "WildixStore", "LinuxSystem",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "WildixStore",
      dependencies: [
        "WildixCore", "LinuxSystem", "CCrypto",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(name: "LinuxSystem", dependencies: ["WildixCore", "CLinux", "CReadline"], swiftSettings: strict),
    .target(name: "CLinux"),
    .target(name: "WildixCore", swiftSettings: strict),
    .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CReadline", providers: [.apt(["libreadline-dev"])]),
    .testTarget(name: "WildixCoreTests", dependencies: ["WildixCore"], swiftSettings: strict),
    .testTarget(name: "LinuxSystemTests", dependencies: ["LinuxSystem"], swiftSettings: strict),
    .testTarget(
      name: "WildixStoreTests",
      dependencies: [
        "WildixStore", "WildixCore", "LinuxSystem", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
  ])
