using System.Globalization;
using Spectre.Console;

namespace FleetActors.FleetSim.Demo;

/// <summary>Prints the story: one line per event, with the time since the story began. Without a terminal the same lines come out plain.</summary>
internal sealed class Narrator
{
    private const int WidthWithoutTerminal = 400;
    private readonly IAnsiConsole _console;
    private readonly TimeProvider _clock;
    private readonly long _start;

    public Narrator(IAnsiConsole console, TimeProvider clock)
    {
        _console = console;
        _clock = clock;
        _start = clock.GetTimestamp();
        if (!IsTerminal)
        {
            // A file or a pipe has no edge to wrap at.
            console.Profile.Width = WidthWithoutTerminal;
        }
    }

    private bool IsTerminal => _console.Profile.Out.IsTerminal;

    /// <summary>Standard output, with colours only where a person looks at it.</summary>
    public static IAnsiConsole Console() => System.Console.IsOutputRedirected
        ? AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        })
        : AnsiConsole.Console;

    public void Title(string text) => _console.MarkupLineInterpolated($"[bold]{text}[/]");

    public void Act(string title)
    {
        _console.WriteLine();
        _console.MarkupLineInterpolated($"[bold yellow]{title}[/]");
    }

    /// <summary>Something happened.</summary>
    public void Event(string who, string what) => Line("grey", who, what);

    /// <summary>Something that had to happen did.</summary>
    public void Met(string what) => Line("green", "ok", what);

    public void Failed(string what) => Line("red", "FAILED", what);

    public void Plain(string text) => _console.MarkupLineInterpolated($"{text}");

    /// <summary>Shows what is being waited for while the work runs.</summary>
    public Task<T> WaitAsync<T>(string what, TimeSpan within, Func<Task<T>> work) => IsTerminal
        ? _console.Status().Spinner(Spinner.Known.Line).StartAsync(Markup.Escape($"waiting until {what} (at most {within.TotalSeconds:0} s)"), _ => work())
        : work();

    /// <summary>Seconds as the timeline shows them.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds,6:0.0}s");

    private void Line(string colour, string who, string what) =>
        _console.MarkupLine($"[dim]{Seconds(_clock.GetElapsedTime(_start))}[/]  [{colour}]{Markup.Escape(who),-12}[/] {Markup.Escape(what)}");
}
