namespace FleetActors.Calls;

/// <summary>A call of ours that a device has answered.</summary>
/// <param name="CallId">The provider's <c>call_session_id</c>.</param>
/// <param name="CallControlId">The device's leg.</param>
/// <param name="Number">The device's number, E.164.</param>
/// <param name="AttemptId">The attempt of the alert that dialled.</param>
/// <param name="Alert">The alert for which it was dialled.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.callback")]
public sealed record CallbackCall(
    [property: Id(0)] string CallId,
    [property: Id(1)] string CallControlId,
    [property: Id(2)] string Number,
    [property: Id(3)] string AttemptId,
    [property: Id(4)] RelatedAlert Alert);
