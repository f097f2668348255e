using System.Globalization;
using System.Text;
using FleetActors.Calls;

namespace FleetActors.Deepgram.Streaming;

/// <summary>Where a stream connects: the settings travel in the query.</summary>
internal static class ListenAddress
{
    /// <exception cref="ArgumentException">An encoding or rate that is not supported.</exception>
    public static Uri For(DeepgramOptions options, SpeechStart start)
    {
        var query = new StringBuilder()
            .Add("encoding", Word(start.Encoding))
            .Add("sample_rate", Rate(start.SampleRate))
            .Add("channels", "1")
            .Add("model", options.Model)
            .Add("language", start.Language ?? options.Language)
            .Add("interim_results", "true")
            .Add("punctuate", "true")
            .Add("smart_format", "true")
            .Add("endpointing", Milliseconds(options.Endpointing))
            .Add("utterance_end_ms", Milliseconds(options.UtteranceEnd));
        foreach (var keyword in options.Keywords)
        {
            query.Add(KeywordParameter(options.Model), keyword);
        }

        var address = new UriBuilder(options.BaseUrl.TrimEnd('/') + "/v1/listen") { Query = query.ToString() };
        address.Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        return address.Uri;
    }

    /// <summary>Newer models call them terms.</summary>
    public static string KeywordParameter(string model) => model.StartsWith("nova-3", StringComparison.Ordinal) ? "keyterm" : "keywords";

    private static string Word(SpeechEncoding encoding) => encoding switch
    {
        SpeechEncoding.Linear16 => "linear16",
        SpeechEncoding.Mulaw => "mulaw",
        SpeechEncoding.Alaw => "alaw",
        _ => throw new ArgumentException($"Speech in encoding {encoding} cannot be recognised.", nameof(encoding)),
    };

    private static string Rate(int sampleRate) => sampleRate is 8000 or 16000
        ? sampleRate.ToString(CultureInfo.InvariantCulture)
        : throw new ArgumentException($"Speech at {sampleRate} samples a second cannot be recognised: 8000 or 16000.", nameof(sampleRate));

    private static string Milliseconds(TimeSpan time) => ((int)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private static StringBuilder Add(this StringBuilder query, string name, string value) =>
        query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
}
