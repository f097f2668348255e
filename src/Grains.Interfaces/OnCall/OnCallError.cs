namespace FleetActors.OnCall;

/// <summary>One thing wrong with a policy or a contact.</summary>
/// <param name="Path">Where, as the API's JSON names it, such as <c>steps[0].targets[1]</c>.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record OnCallError(string Path, string Message);
