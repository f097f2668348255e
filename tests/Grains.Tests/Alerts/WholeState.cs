using System.Text.Json;
using FleetActors.Storage;

namespace FleetActors.Alerts;

/// <summary>A state with every member written out, as it was stored before the timeline alone was: what two states are compared by.</summary>
internal static class WholeState
{
    private static readonly JsonSerializerOptions Options = Create();

    public static string Of(AlertState state) => JsonSerializer.Serialize(state, Options);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(StateJson.Options);
        options.Converters.Remove(options.Converters.OfType<AlertStateConverter>().Single());
        return options;
    }
}
