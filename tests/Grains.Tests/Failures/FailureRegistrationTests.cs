#if !STANDINS
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace FleetActors.Failures;

/// <summary>With the packages only: the stand-in is one process, and nothing leaves it.</summary>
public sealed class FailureRegistrationTests
{
    [Fact]
    public void ExceptionOfALibrary_CrossesAsWhatItIs()
    {
        var crossed = Cross(new BrokenLibraryException("The library gave up."));

        crossed.ShouldBeOfType<BrokenLibraryException>().Message.ShouldBe("The library gave up.");
    }

    [Fact]
    public void ExceptionOfALibraryWithinAnother_CrossesAsWhatItIs()
    {
        var crossed = Cross(new TimeoutException("It took too long.", new BrokenLibraryException("The library gave up.")));

        crossed.ShouldBeOfType<TimeoutException>().InnerException.ShouldBeOfType<BrokenLibraryException>().Message.ShouldBe("The library gave up.");
    }

    private static Exception Cross(Exception failure)
    {
        using var services = new ServiceCollection().AddSerializer().AddFailures().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        return serializer.Deserialize<Exception>(serializer.SerializeToArray(failure))!;
    }

    private sealed class BrokenLibraryException(string message) : Exception(message);
}
#endif
