namespace Orleans.Configuration;

/// <summary>Name of the silo.</summary>
public class SiloOptions
{
    /// <summary>The name. Default <c>Silo_</c> and some random digits.</summary>
    public string SiloName { get; set; } = $"Silo_{Guid.NewGuid().ToString("N")[..5]}";
}
