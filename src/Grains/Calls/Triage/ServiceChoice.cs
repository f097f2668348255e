using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>Which services tags call for.</summary>
/// <param name="Category">The one needed first of all.</param>
/// <param name="Services">All, the category first.</param>
internal sealed record ServiceChoice(ServiceCategory Category, double Confidence, ImmutableArray<ServiceCategory> Services)
{
    private const double SecondService = 0.8;
    private const double NoHint = 0.2;
    private const double NoEmergency = 0.5;

    private static readonly ImmutableArray<ServiceCategory> Real = [ServiceCategory.Ems, ServiceCategory.Fire, ServiceCategory.Police];

    /// <summary>
    /// Each service weighs the points of the heard tags that name it, a tag's later services at four fifths; the heaviest is the category, and EMS before FIRE before POLICE where they are even.
    /// The confidence says how likely it is that at least one of its tags is right.
    /// </summary>
    public static ServiceChoice Of(IEnumerable<TagFinding> tags)
    {
        var all = tags.ToList();
        var rules = all.Where(tag => tag.ComesWith is null).Select(tag => tag.Rule).ToList();
        var services = Real
            .Where(service => all.Exists(tag => tag.Rule.Services.Contains(service)))
            .OrderByDescending(service => Math.Round(rules.Sum(rule => Weight(rule, service)), 6))
            .ToImmutableArray();
        return services.IsEmpty
            ? new ServiceChoice(ServiceCategory.Other, rules.Count > 0 ? NoEmergency : NoHint, [ServiceCategory.Other])
            : new ServiceChoice(services[0], Likelihood(rules, services[0]), services);
    }

    private static double Weight(TagRule rule, ServiceCategory service) => rule.Services.IndexOf(service) switch
    {
        < 0 => 0,
        0 => rule.Points,
        _ => rule.Points * SecondService,
    };

    private static double Likelihood(List<TagRule> rules, ServiceCategory service) =>
        Math.Round(1 - rules.Aggregate(1.0, (doubt, rule) => doubt * (1 - Weight(rule, service))), 3);
}
