using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Access.Users;

/// <summary>The address of the application, for links.</summary>
public sealed class PublicAddress(IOptionsMonitor<AddressOptions> options, IConfiguration configuration)
{
    private const string Standard = "http://localhost:5080";

    private string? Configured => options.CurrentValue.PublicUrl?.TrimEnd('/');

    /// <summary>The configured address; otherwise that of the request.</summary>
    public string Of(HttpRequest request) => Configured ?? $"{request.Scheme}://{request.Host}";

    /// <summary>The configured address; otherwise that of an open page.</summary>
    /// <param name="baseUri">The base address of the page.</param>
    public string Of(string baseUri) => Configured ?? baseUri.TrimEnd('/');

    /// <summary>The configured address; otherwise the first that the application listens on.</summary>
    public string OfApplication()
    {
        if (Configured is { } address)
            return address;
        var urls = configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? Standard;
        var binding = BindingAddress.Parse(urls);
        return $"{binding.Scheme}://{(binding.Host is "0.0.0.0" or "[::]" or "*" or "+" ? "localhost" : binding.Host)}:{binding.Port}";
    }
}
