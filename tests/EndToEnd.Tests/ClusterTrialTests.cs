using System.Text.RegularExpressions;
using FleetActors.TestKit;

namespace FleetActors.EndToEnd;

/// <summary>
/// A cluster of processes under load whose silos are killed, or stand still until the others have given them up and then come back: what <c>./fleet trial</c> shows,
/// in small. How long things took is not judged here.
/// </summary>
public sealed partial class ClusterTrialTests
{
    private const string Reason = "A cluster needs the Orleans packages; the stand-in is one process.";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

#if STANDINS
    private const bool IsOneProcess = true;
#else
    private const bool IsOneProcess = false;
#endif

    [SkippableTheory]
    [InlineData("kill")]
    [InlineData("pause")]
    public async Task SilosStruckUnderLoad_NoPageIsLostDoubledOrAfterAnAcknowledgeAndNoFormerOwnerWrites(string strike)
    {
        Skip.If(IsOneProcess, Reason);
        Skip.If(PostgresBinaries.Folder is null, PostgresBinaries.Missing);
        using var trial = ChildProcess.Start(
            "FleetSim", AppContext.BaseDirectory, new Dictionary<string, string>(),
            "trial", "--seconds", "60", "--readings", "200", "--alerts", "4", "--every", "25", "--strike", strike, "--pause", "15");

        await trial.EndAsync(Patience);

        var found = Findings().Match(trial.Output);
        found.Success.ShouldBeTrue(trial.Output);
        foreach (var kind in found.Groups.Values.Skip(1))
        {
            kind.Value.ShouldBe("0", $"{kind.Name}{Environment.NewLine}{trial.Output}");
        }

        var owners = Owners().Match(trial.Output);
        owners.Groups["former"].Value.ShouldBe("0", trial.Output);
        if (strike == "kill")
        {
            owners.Groups["handOvers"].Value.ShouldNotBe("0", "or nobody took anything over");
        }
    }

    [GeneratedRegex(
        @"lost alerts (?<lostAlerts>\d+), lost pages (?<lostPages>\d+), late \d+, doubled (?<doubled>\d+), after acknowledge (?<afterAcknowledge>\d+), unexpected (?<unexpected>\d+), never acknowledged (?<unanswered>\d+)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Findings();

    [GeneratedRegex(@"owners: \d+ writes, (?<handOvers>\d+) hand-overs, (?<former>\d+) writes by a former owner", RegexOptions.CultureInvariant)]
    private static partial Regex Owners();
}
