import LinuxSystem
import WildixCore
import WildixServer

extension ErrorReport {
  static func report(_ error: ServeError) -> ErrorReport {
    switch error {
    case .unreadable(let failure):
      ErrorReport(failure.phrase, hint: .namePEMFiles, failure.isMissing ? .notFound : .inputOutput)
    case .fault(.cannotListen(let code), let listen, _, _):
      ErrorReport(SystemError(.listen, listen, code: code).phrase, hint: .nameAnotherAddress, .inputOutput)
    case .fault(.unknownHost, let listen, _, _):
      ErrorReport(.unknownHost(listen), hint: .nameAnotherAddress, .inputOutput)
    case .fault(.noCertificate, _, let certificate, _):
      ErrorReport(.noCertificate(certificate), hint: .namePEMFiles, .badData)
    case .fault(.noKey, _, _, let key): ErrorReport(.noKey(key), hint: .namePEMFiles, .badData)
    case .fault(.keyOfAnother, _, let certificate, let key):
      ErrorReport(.keyOfAnother(key, certificate), hint: .namePEMFiles, .badData)
    }
  }
}
