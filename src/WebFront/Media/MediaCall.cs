using FleetActors.Calls;

namespace FleetActors.Media;

/// <summary>The call that a socket was opened for, with the token that opened it.</summary>
internal sealed record MediaCall(string CallId, ICallGrain Grain, string Token);
