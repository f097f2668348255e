namespace FleetActors.Inference;

/// <summary>Settings <c>Inference:*</c>. The name in brackets is read where the setting itself is absent.</summary>
public sealed class InferenceOptions
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Inference";

    /// <summary>What is used when neither the setting nor AI_MODEL names a model.</summary>
    public const string DefaultModel = "moonshotai/Kimi-K2.6";

    /// <summary>False: nothing is asked, every question fails at once. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Name of the model [AI_MODEL]. Default <see cref="DefaultModel"/>.</summary>
    public string Model { get; set; } = string.Empty;

    /// <summary>How long an answer may take in all, 10 ms to 60 s. Default 5 s. Longer means no answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Length of the answer in tokens, 50 to 4,000. Default 400: an answer that is cut off is of no use.</summary>
    public int MaxTokens { get; set; } = 400;

    /// <summary>Questions at once, 1 to 1,000. Default 64. More wait, within their own timeout.</summary>
    public int MaxConcurrent { get; set; } = 64;

    /// <summary>How much of the sensor data or of a transcript is shown to the model, in characters, 200 to 100,000. Default 4,000.</summary>
    public int MaxInput { get; set; } = 4000;
}
