using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Refuses reminder settings that cannot work.</summary>
internal sealed class ReminderOptionsValidator(IOptions<ReminderOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var value = options.Value;
        Require(value.MinimumReminderPeriod >= TimeSpan.Zero, $"{nameof(value.MinimumReminderPeriod)} must not be less than {TimeSpan.Zero}");
        Require(value.RefreshReminderListPeriod > TimeSpan.Zero, $"{nameof(value.RefreshReminderListPeriod)} must be greater than {TimeSpan.Zero}");
        Require(
            value.ReminderLoadingWindow >= value.RefreshReminderListPeriod,
            $"{nameof(value.ReminderLoadingWindow)} must not be less than {nameof(value.RefreshReminderListPeriod)}");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new OrleansConfigurationException($"{nameof(ReminderOptions)}.{message}");
        }
    }
}
