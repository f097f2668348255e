using System.Text.RegularExpressions;

namespace FleetActors.Sandbox;

/// <summary>Reads what a command wants spoken.</summary>
internal static partial class SpeechFields
{
    private const int LongestPayload = 3000;

    /// <summary>The text as a listener hears it: without markup.</summary>
    public static string Read(RequestFields fields)
    {
        var payload = fields.Required("payload", LongestPayload);
        var type = fields.Choice("payload_type", "text", "text", "ssml");
        var voice = fields.Required("voice");
        var level = fields.Choice("service_level", "premium", "basic", "premium");
        var language = fields.Text("language");
        if (voice.Length > 0 && !Voice().IsMatch(voice))
        {
            fields.Refuse(new TelnyxError(
                "90012", "Invalid value for voice", "A voice is 'male', 'female' or <Provider>.<Model>.<VoiceId>.", "/voice"));
        }

        if (language is not null && !Language().IsMatch(language))
        {
            fields.Refuse(new TelnyxError("90013", "Invalid value for language", "A language is such as en-US.", "/language"));
        }

        if (level == "basic" && type == "ssml")
        {
            fields.Refuse(new TelnyxError("90011", "Invalid value for payload_type", "The basic service level takes text only.", "/payload_type"));
        }

        return type == "ssml" ? WithoutMarkup(payload) : payload;
    }

    public static string WithoutMarkup(string ssml) => Space().Replace(Tag().Replace(ssml, " "), " ").Trim();

    [GeneratedRegex(@"^(male|female|[A-Za-z0-9]+(\.[A-Za-z0-9_:-]+)+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Voice();

    [GeneratedRegex(@"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Language();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
