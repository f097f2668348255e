namespace FleetActors.FleetSim.Replay;

/// <summary>Which sound is played as a call, and how.</summary>
/// <param name="File">WAV, 16 bit, one channel, 8 or 16 kHz.</param>
/// <param name="Script">What is said when, as JSON <c>{"script":[{"start","end","text"}]}</c> in seconds; null for nobody knows.</param>
/// <param name="From">The caller's number.</param>
/// <param name="Codec"><c>PCMU</c>, <c>PCMA</c> or <c>L16</c>; null for what the server asks for.</param>
/// <param name="Speed">1 to 20 times real time.</param>
/// <param name="Loss">Share of frames lost, 0 to 1.</param>
/// <param name="Reorder">Share of frames that come late, 0 to 1.</param>
internal sealed record ReplayOptions(FileInfo File, FileInfo? Script, string From, string? Codec, double Speed, double Loss, double Reorder);
