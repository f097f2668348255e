using System.Globalization;
using FleetActors.FleetSim.Demo;
using Spectre.Console;

namespace FleetActors.FleetSim.Replay;

/// <summary>Shows a call: words that stand one line each, and what may still change in a status line; without a terminal a line a second instead.</summary>
internal sealed class ReplayScreen(IAnsiConsole console, Narrator narrator)
{
    private const int BarWidth = 20;

    private bool IsTerminal => console.Profile.Out.IsTerminal;

    /// <summary>Runs the work, which may change the status line meanwhile.</summary>
    public Task<T> ShowAsync<T>(Func<Action<CallLook>, Task<T>> work)
    {
        if (IsTerminal)
        {
            return console.Status().Spinner(Spinner.Known.Line).StartAsync("ringing", context => work(look => context.Status(Markup.Escape(Line(look)))));
        }

        var told = -1;
        return work(look =>
        {
            if ((int)look.Seconds != told)
            {
                told = (int)look.Seconds;
                narrator.Event("listening", Line(look));
            }
        });
    }

    public void Event(string who, string what) => narrator.Event(who, what);

    public void Act(string title) => narrator.Act(title);

    public void Plain(string text) => narrator.Plain(text);

    /// <summary>The status of a call in one line.</summary>
    public static string Line(CallLook look) => string.Create(
        CultureInfo.InvariantCulture,
        $"{look.Status} {look.Seconds,5:0.0}s  distress {Bar(look.Distress)} {look.Distress:0.00} (max {look.MaxDistress:0.00})  {look.RiskLevel} {look.RiskScore:0.00}{(look.Partial.Length == 0 ? "" : $"  ...{look.Partial}")}");

    private static string Bar(double share)
    {
        var filled = (int)Math.Round(Math.Clamp(share, 0, 1) * BarWidth);
        return new string('#', filled) + new string('-', BarWidth - filled);
    }
}
