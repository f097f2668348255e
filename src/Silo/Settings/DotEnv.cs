namespace FleetActors.Settings;

/// <summary>
/// Reads the lines of a <c>.env</c> file: <c>NAME=value</c>, optionally after <c>export</c>; blank lines and lines that begin with <c>#</c>
/// are skipped. A value in single quotes is taken as it is; in double quotes <c>\n</c>, <c>\t</c>, <c>\"</c> and <c>\\</c> are
/// understood; without quotes it ends at <c> #</c>. A name written twice counts as written last.
/// </summary>
internal static class DotEnv
{
    /// <summary>The settings in the file's lines.</summary>
    /// <exception cref="FormatException">A line is none of the above; the message names the line, never its value.</exception>
    public static IReadOnlyDictionary<string, string?> Parse(IEnumerable<string> lines)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var text = line.Trim().TrimStart('\uFEFF');
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            text = text.StartsWith("export ", StringComparison.Ordinal) ? text[7..].TrimStart() : text;
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? "" : text[..equals].TrimEnd();
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ':' or '.' or '-'))
            {
                throw new FormatException($"line {number} is not NAME=value");
            }

            settings[name] = Value(text[(equals + 1)..].TrimStart())
                ?? throw new FormatException($"line {number}: the quotes of {name} do not end, or something follows them");
        }

        return settings;
    }

    private static string? Value(string text) => text.Length == 0 ? "" : text[0] switch
    {
        '\'' => Quoted(text, '\'', escapes: false),
        '"' => Quoted(text, '"', escapes: true),
        _ => Unquoted(text),
    };

    private static string Unquoted(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '#' && (i == 0 || char.IsWhiteSpace(text[i - 1])))
            {
                return text[..i].TrimEnd();
            }
        }

        return text.TrimEnd();
    }

    private static string? Quoted(string text, char quote, bool escapes)
    {
        var value = new System.Text.StringBuilder(text.Length);
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                var rest = text[(i + 1)..].TrimStart();
                return rest.Length == 0 || rest[0] == '#' ? value.ToString() : null;
            }

            if (escapes && text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
                value.Append(text[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
                continue;
            }

            value.Append(text[i]);
        }

        return null;
    }
}
