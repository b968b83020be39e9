/// Why a server cannot begin.
public enum ServerFault: Error, Equatable, Sendable {
  /// The system does not let it listen, for this reason (`errno`).
  case cannotListen(code: Int32)
  /// The host's name is nobody's.
  case unknownHost
  /// There is no certificate in the file that is to hold one.
  case noCertificate
  /// There is no key in the file that is to hold one.
  case noKey
  /// The key is not that of the certificate.
  case keyOfAnother
}
