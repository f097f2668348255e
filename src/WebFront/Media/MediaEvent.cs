namespace FleetActors.Media;

/// <summary>What a message on the media socket says.</summary>
internal enum MediaEvent
{
    /// <summary>Nothing that can be read.</summary>
    Garbage = 0,

    /// <summary>The provider greets.</summary>
    Connected,

    /// <summary>What the stream carries.</summary>
    Start,

    /// <summary>A frame of sound.</summary>
    Media,

    /// <summary>No more sound comes.</summary>
    Stop,

    /// <summary>A key; the provider tells it by webhook too.</summary>
    Dtmf,

    /// <summary>A mark of ours was reached.</summary>
    Mark,

    /// <summary>The provider complains.</summary>
    Error,

    /// <summary>Well-formed, but nothing known here.</summary>
    Other,
}
