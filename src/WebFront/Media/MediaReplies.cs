namespace FleetActors.Media;

/// <summary>
/// What a socket without a call is told. The provider is told nothing of the kind: it knows no answer to its greeting, and complains of messages it does not know.
/// </summary>
internal static class MediaReplies
{
    /// <summary>To <c>connected</c>.</summary>
    public static ReadOnlyMemory<byte> Welcome { get; } =
        """{"event":"connected","version":"1.0.0","detail":"This socket has no call. Open it with the stream address of a call, which holds the call and its token."}"""u8.ToArray();

    /// <summary>To <c>start</c>.</summary>
    public static ReadOnlyMemory<byte> NoCall { get; } =
        """{"event":"error","payload":{"code":100002,"title":"no_call","detail":"Open the socket with the stream address of a call, which holds the call and its token."}}"""u8.ToArray();
}
