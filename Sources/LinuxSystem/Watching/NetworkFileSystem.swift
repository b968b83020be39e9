import CLinux

/// File systems that other machines change without our kernel hearing of it.
enum NetworkFileSystem {
  private static let names: [UInt32: String] = [
    0x6969: "NFS", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB", 0x517B: "SMB", 0x6573_5546: "FUSE", 0x0102_1997: "9p",
    0x5346_414F: "AFS", 0x6B41_4653: "AFS", 0x00C3_6400: "Ceph", 0x7375_7245: "Coda", 0x0BD0_0BD0: "Lustre",
    0x4750_4653: "GPFS", 0x7461_636F: "OCFS2", 0x0116_1970: "GFS2",
  ]

  /// What such a file system at `path` is called; nil if it is another one.
  static func name(at path: String) -> String? {
    names[UInt32(truncatingIfNeeded: c_file_system_type(path))]
  }
}
