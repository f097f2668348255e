namespace FleetActors.Storage;

/// <summary>
/// Part of stored state. What a newer release has written into it stays with it: <c>with</c> copies the members along, and the next write puts them back.
/// An object made anew has none; what was unknown in the one it replaces went with that one.
/// </summary>
internal interface IKeepsUnknown
{
    /// <summary>Null where everything is known, as it mostly is. Set by the serializer of stored state alone; travels in no message.</summary>
    UnknownMembers? Unknown { get; set; }
}
