using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace FleetActors.Pages;

/// <summary>
/// HTML put together from interpolated strings: what is written in the source is markup, every value in braces is text and escaped, for content and for
/// attributes in double quotes. Callers' words reach a page in no other way.
/// </summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _html = new();

    /// <summary>Appends markup with escaped values; another <see cref="HtmlText"/> among them is markup already.</summary>
    public HtmlText Add([InterpolatedStringHandlerArgument("")] ref Markup markup)
    {
        _ = markup;
        return this;
    }

    public override string ToString() => _html.ToString();

    /// <summary>Receives the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly StringBuilder _html;

        public Markup(int literalLength, int formattedCount, HtmlText target)
        {
            _html = target._html;
            _html.EnsureCapacity(_html.Length + literalLength + (formattedCount * 16));
        }

        public void AppendLiteral(string markup) => _html.Append(markup);

        public void AppendFormatted(HtmlText? inner) => _html.Append(inner?._html);

        public void AppendFormatted(string? text) => _html.Append(text is null ? null : HtmlEncoder.Default.Encode(text));

        public void AppendFormatted(IFormattable value, string? format = null) => AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));
    }
}
