using FleetActors.Alerts;

namespace FleetActors.Bench.Hosting;

/// <summary>Inference with no latency: every report is of low severity, whose policy sends one message.</summary>
internal sealed class InstantClassifier : ISeverityClassifier
{
    private static readonly Task<ClassifierAnswer> Low = Task.FromResult(new ClassifierAnswer(
        "low",
        "temperature",
        "The bay is too warm. Check its door.",
        "Close the door",
        30,
        """{"severity":"low","category":"temperature","briefing":"The bay is too warm. Check its door.","recommended_action":"Close the door","time_sensitivity":30}""",
        null));

    public Task<ClassifierAnswer> ClassifyAsync(string sensorJson, CancellationToken cancellationToken) => Low;
}
