import LinuxSystem
import WildixCore

/// Who is asking, in the data directory `data`: whom WILDIX_TOKEN stands for, else whose session is open.
func currentViewer(_ context: Context, data: String) throws -> Viewer {
  try currentViewer(context, context.openPeople(data), data: data)
}

/// The same, among these people.
func currentViewer(_ context: Context, _ people: any People, data: String) throws -> Viewer {
  if let token = context.environment["WILDIX_TOKEN"] {
    if let viewer = try people.viewer(for: token) { return viewer }
    throw try people.users().isEmpty ? PeopleError.noUsers : PeopleError.tokenRefused
  }
  let token = try SessionFile(context, data: data).read()
  if let token, let viewer = try people.viewer(for: token) { return viewer }
  if try people.users().isEmpty { throw PeopleError.noUsers }
  throw token == nil ? PeopleError.notLoggedIn : PeopleError.sessionEnded
}
