namespace FleetActors.Alerts;

internal static class Inference
{
    /// <summary>Asks and maps. Whatever goes wrong is advice that says so: an alert is never refused because inference failed (S2-20).</summary>
    public static async Task<ClassificationAdvice> AskInferenceAsync(this AlertServices services, string sensorJson)
    {
        try
        {
            return Classifying.Advice(await services.Classifier.ClassifyAsync(sensorJson, CancellationToken.None));
        }
#pragma warning disable CA1031 // The classifier promises not to throw; should it break the promise, the alert must open all the same.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Classifying.Advice(ClassifierAnswer.Failed($"inference failed: {exception.GetType().Name}"));
        }
    }
}
