import CPageAssets
import HTTPTypes
import Hummingbird
import NIOCore
import WildixCore

/// A file of the page, compiled into the program.
struct PageAsset: Sendable {
  /// Its path among the sources: `calls/list.js`.
  let name: String
  let plain: ByteBuffer
  let gzip: ByteBuffer
  let hash: UInt64

  fileprivate init(_ asset: page_asset) {
    name = String(cString: asset.name)
    let bytes = UnsafeBufferPointer(start: asset.plain, count: asset.plain_size)
    plain = ByteBuffer(bytes: bytes)
    gzip = ByteBuffer(bytes: UnsafeBufferPointer(start: asset.gzip, count: asset.gzip_size))
    hash = ContentHash.of(bytes)
  }

  /// The media type.
  var type: String {
    switch name.split(separator: ".").last {
    case "js": "text/javascript; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "svg": "image/svg+xml"
    default: "application/octet-stream"
    }
  }
}

/// All files of the page. Their addresses name the hash of the content of all, so that an address never changes what it
/// stands for, and modules find each other by relative paths that are those of the sources.
enum PageAssets {
  static let all: [PageAsset] = {
    let table = UnsafeBufferPointer(start: page_assets(), count: page_asset_count())
    return table.map(PageAsset.init)
  }()

  /// `/assets/<hash>`.
  static let root: String = {
    let digest = all.reduce(UInt64(0)) { digest, asset in
      let name = Array(asset.name.utf8).withUnsafeBufferPointer { ContentHash.of($0) }
      return ContentHash.combine(digest, name, asset.hash)
    }
    let text = String(digest, radix: 16)
    return "/assets/" + String(repeating: "0", count: 16 - text.count) + text
  }()

  /// The address of the file called `name`.
  static func address(_ name: String) -> String { "\(root)/\(name)" }

  /// Addresses of all files whose name ends so.
  static func addresses(suffix: String) -> [String] {
    all.filter { $0.name.hasSuffix(suffix) }.map { address($0.name) }
  }
}

extension Site {
  /// The files of the page: everybody's, as the page to log in on needs them too.
  var assetRoutes: [Route] {
    PageAssets.all.map { asset in
      Route(.get, PageAssets.address(asset.name), .everybody) { request, _ in asset.response(to: request) }
    }
  }
}

extension PageAsset {
  fileprivate func response(to request: Request) -> Response {
    let etag = "\"\(String(hash, radix: 16))\""
    var headers: HTTPFields = [
      .cacheControl: "public, max-age=31536000, immutable", .eTag: etag, .vary: "Accept-Encoding",
    ]
    if let known = request.headers[.ifNoneMatch], known.contains(etag) {
      return Response(status: .notModified, headers: headers)
    }
    headers[.contentType] = type
    let isCompressed = AcceptEncoding.allowsGzip(request.headers[.acceptEncoding])
    if isCompressed { headers[.contentEncoding] = "gzip" }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: isCompressed ? gzip : plain))
  }
}

/// What a browser says of the codings that it understands.
enum AcceptEncoding {
  /// Whether gzip is named, and not with a weight of nothing.
  static func allowsGzip(_ header: String?) -> Bool {
    HeaderText.split((header ?? "").lowercased(), at: ",").contains { part in
      let pieces = HeaderText.split(part, at: ";")
      return (pieces[0] == "gzip" || pieces[0] == "*") && HeaderText.weight(pieces) != 0
    }
  }
}
