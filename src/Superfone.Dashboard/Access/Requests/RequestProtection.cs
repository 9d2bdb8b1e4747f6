using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Access.Requests;

/// <summary>Refuses requests that somebody else's site makes a browser send, and those that are too many.</summary>
internal static class RequestProtection
{
    private static readonly TimeSpan HstsAge = TimeSpan.FromDays(365);

    // For monitoring and load balancers, which may use any address.
    private static readonly PathString[] AnyHost = ["/health", "/metrics"];

    /// <summary>Adds the limits and the options of ASP.NET's middleware.</summary>
    public static void AddRequestProtection(this IServiceCollection services)
    {
        services.AddSingleton<RefusedSecrets>();
        services.AddSingleton<RequestLimits>();
        services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest); // With Always, pages over plain HTTP fail.
        services.AddHsts(options => options.MaxAge = HstsAge);

        // Last, so that nothing else lets foreign networks be believed.
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<AddressOptions>>(Believe);
        foreach (var scheme in new[] { IdentityConstants.ApplicationScheme, IdentityConstants.TwoFactorUserIdScheme })
        {
            services.AddOptions<CookieAuthenticationOptions>(scheme)
                .Configure<IOptionsMonitor<AddressOptions>>((options, addresses) =>
                    options.Cookie.SecurePolicy = addresses.CurrentValue.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest);
            services.AddSingleton<IOptionsChangeTokenSource<CookieAuthenticationOptions>>(provider =>
                new AddressChange<CookieAuthenticationOptions>(scheme, provider.GetRequiredService<IOptionsMonitor<AddressOptions>>()));
        }

        // A sign-in that waits for its code does not wait longer because somebody reloads the page.
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, options => options.SlidingExpiration = false);
    }

    /// <summary>Refuses requests for other hosts, as soon as the public address is known, and requests of other sites.</summary>
    public static void UseRequestGuards(this IApplicationBuilder app)
    {
        var hosts = new Hosts(app.ApplicationServices.GetRequiredService<IOptionsMonitor<AddressOptions>>());
        app.UseWhen(
            context => !AnyHost.Any(path => context.Request.Path.StartsWithSegments(path)),
            branch => branch.UseMiddleware<HostFilteringMiddleware>(hosts));
        app.UseMiddleware<CrossSiteGuard>();
    }

    /// <summary>Refuses requests that are too many. It comes after authentication.</summary>
    public static void UseRequestLimits(this IApplicationBuilder app) => app.Use(app.ApplicationServices.GetRequiredService<RequestLimits>().HandleAsync);

    /// <summary>Refuses changes by cookie that only a browser may have made. It comes after authentication.</summary>
    public static void UseCookieGuard(this IApplicationBuilder app) => app.UseMiddleware<CookieGuard>();

    private static void Believe(ForwardedHeadersOptions headers, IOptions<AddressOptions> addresses)
    {
        headers.ForwardedHeaders = addresses.Value.Proxies.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        headers.ForwardLimit = null;
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var proxy in addresses.Value.Proxies)
        {
            if (IPAddress.TryParse(proxy, out var single))
                headers.KnownProxies.Add(single);
            else
                headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }
    }

    // The middleware of the framework reads the options of the whole application, which would apply to the webhook too.
    private sealed class Hosts(IOptionsMonitor<AddressOptions> addresses) : IOptionsMonitor<HostFilteringOptions>
    {
        public HostFilteringOptions CurrentValue => Of(addresses.CurrentValue);

        public HostFilteringOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<HostFilteringOptions, string?> listener) => addresses.OnChange((changed, name) => listener(Of(changed), name));

        private static HostFilteringOptions Of(AddressOptions options) =>
            new() { AllowedHosts = options.Public is { } address ? [address.Host, "localhost", "127.0.0.1", "[::1]"] : ["*"] };
    }
}
