namespace FleetActors.OnCall;

/// <summary>
/// Whom the built-in policies page. A number left out means that its contact does not exist until it is stored over the API;
/// policies skip targets that lead to nobody.
/// </summary>
public sealed class OnCallOptions
{
    /// <summary>Setting for <see cref="OnCallNumber"/>.</summary>
    public const string OnCallSetting = "ONCALL_NUMBER";

    /// <summary>Setting for <see cref="DispatcherNumber"/>.</summary>
    public const string DispatcherSetting = "DISPATCHER_NUMBER";

    /// <summary>Number of the contact <c>on-call</c>, in E.164 form (<c>+</c> and 8 to 15 digits). Default: none.</summary>
    public string? OnCallNumber { get; set; }

    /// <summary>Number of the contact <c>dispatcher</c>, in E.164 form (<c>+</c> and 8 to 15 digits). Default: none.</summary>
    public string? DispatcherNumber { get; set; }
}
