using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration.Business;

/// <summary>The name that stands over pages and mails.</summary>
public sealed class BusinessName(IOptionsMonitor<BusinessOptions> options)
{
    /// <summary>The name of this program.</summary>
    public const string Product = "Superfone Dashboard";

    /// <summary>The name of the business; <see langword="null"/> if it is not known.</summary>
    public string? Own => options.CurrentValue.Name;

    /// <summary>The name of the business, or of this program.</summary>
    public string OrProduct => Own ?? Product;

    /// <summary>Watches for another name.</summary>
    /// <returns>Ends it when it is disposed.</returns>
    public IDisposable? OnChange(Action changed) => options.OnChange(_ => changed());
}
