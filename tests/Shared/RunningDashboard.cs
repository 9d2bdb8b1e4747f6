using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>
/// The whole application in this process: Kestrel on a free port, SQLite files in a folder of its own that goes with it, over PostgreSQL a database of its
/// own as well, a webhook secret, an owner, and one API token per role.
/// </summary>
public sealed partial class RunningDashboard : IAsyncDisposable
{
    public const string Secret = "a webhook secret";
    public const string OwnerEmail = "owner@example.com";
    public const string OwnerPassword = "correct horse battery";

    private readonly Dictionary<string, string?> _settings;
    private readonly Action<WebApplicationBuilder> _configure;
    private readonly Action<IEndpointRouteBuilder>? _map;
    private WebApplication? _app;
    private string? _url;

    private RunningDashboard(
        IReadOnlyDictionary<string, string?>? settings, Action<WebApplicationBuilder> configure, Action<IEndpointRouteBuilder>? map)
    {
        (_configure, _map) = (configure, map);
        _settings = new Dictionary<string, string?>
        {
            ["Superfone:Data:Directory"] = DataDirectory,
            ["Superfone:Webhook:Secrets:0"] = Secret,
            ["Superfone:Setup:OwnerEmail"] = OwnerEmail,
            ["Superfone:Setup:OwnerPassword"] = OwnerPassword,
            // Sample payloads name real hosts.
            ["Superfone:Recordings:Enabled"] = "false",
        };

        // A data folder that is there has its database in it, and another node uses the database of the first one.
        if (settings?.Keys.Any(key => key is "Superfone:Data:Directory" or StorageOptions.ConnectionStringKey) != true)
        {
            foreach (var (key, value) in TestStore.NewSettings())
                _settings[key] = value;
        }

        Database = _settings.GetValueOrDefault(StorageOptions.ConnectionStringKey);
        foreach (var (index, role) in Roles.All.Index())
        {
            _settings[$"Superfone:Api:Tokens:{index}:Name"] = $"{role} script";
            _settings[$"Superfone:Api:Tokens:{index}:Token"] = TokenOf(role);
            _settings[$"Superfone:Api:Tokens:{index}:Role"] = role;
        }

        // A null takes a setting away.
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            _settings[key] = value;
    }

    /// <summary>The folder of all its data.</summary>
    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("superfone-").FullName;

    /// <summary>Full path of <c>superfone.db</c>.</summary>
    public string PrimaryPath => Path.Combine(DataDirectory, "superfone.db");

    /// <summary>The connection string of its database in PostgreSQL; <see langword="null"/> for SQLite.</summary>
    public string? Database { get; }

    /// <summary>Arguments by which a command finds its data.</summary>
    public IEnumerable<string> DataArguments => Database is null
        ? [$"--Superfone:Data:Directory={DataDirectory}"]
        : [$"--Superfone:Data:Directory={DataDirectory}", "--Superfone:Storage:Provider=postgres", $"--{StorageOptions.ConnectionStringKey}={Database}"];

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_app!.Urls.First());

    /// <summary>Starts one.</summary>
    /// <param name="settings">Configured values over the fixture's own; null takes one away.</param>
    /// <param name="time">Its clock; the system's if absent.</param>
    /// <param name="configure">Anything else.</param>
    /// <param name="map">Endpoints beside its own.</param>
    public static async Task<RunningDashboard> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null,
        TimeProvider? time = null,
        Action<WebApplicationBuilder>? configure = null,
        Action<IEndpointRouteBuilder>? map = null)
    {
        var dashboard = new RunningDashboard(settings, builder =>
        {
            if (time is not null)
                builder.Services.AddSingleton(time);
            configure?.Invoke(builder);
        }, map);
        await dashboard.StartAsync();
        return dashboard;
    }

    /// <summary>Starts it on the data that is there.</summary>
    public async Task StartAsync()
    {
        _app = DashboardApplication.Build(["--urls", _url ?? "http://127.0.0.1:0"], builder =>
        {
            builder.Logging.ClearProviders().AddProvider(new OutputLog());
            builder.Configuration.AddInMemoryCollection(_settings.Where(setting => setting.Value is not null));
            // A safe password takes longer to check than everything else that a test does.
            builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
            _configure(builder);
            if (Database is null && !Directory.EnumerateFileSystemEntries(DataDirectory).Any())
                MigratedDatabase.CopyTo(PrimaryPath);
        });
        _map?.Invoke(_app);
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Stops it and keeps its data.</summary>
    public async Task StopAsync()
    {
        if (_app is null)
            return;
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _app = null;
    }

    /// <summary>Stops it and starts it on the same data and the same port, as a browser that has a page of it open sees it.</summary>
    /// <param name="meanwhile">What happens while it is away.</param>
    public async Task RestartInPlaceAsync(Func<Task> meanwhile)
    {
        _url = _app!.Urls.First();
        await StopAsync();
        await meanwhile();
        await StartAsync();
    }

    /// <summary>Stops it and starts it on the same data.</summary>
    /// <param name="settings">Configured values that are others from now on.</param>
    public async Task RestartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        await StopAsync();
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            _settings[key] = value;
        await StartAsync();
    }

    /// <summary>The API token of a role.</summary>
    public static string TokenOf(string role) => $"a token of the {role}";

    /// <summary>A client that keeps cookies and follows no redirects; with a role, it presents that role's API token.</summary>
    /// <param name="role">The role; none if absent.</param>
    /// <param name="cookies">Where it keeps its cookies; of its own if absent.</param>
    public HttpClient CreateClient(string? role = null, CookieContainer? cookies = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new CookieContainer() }) { BaseAddress = Url };
        if (role is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(role));
        return client;
    }

    /// <summary>A client with the owner's cookie.</summary>
    public Task<HttpClient> SignInAsync() => SignInAsync(OwnerEmail, OwnerPassword);

    /// <summary>A client with a user's cookie.</summary>
    public async Task<HttpClient> SignInAsync(string email, string password, CookieContainer? cookies = null)
    {
        var client = CreateClient(cookies: cookies);
        using var response = await SubmitAsync(client, "/login", new() { ["email"] = email, ["password"] = password });
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return client;
    }

    /// <summary>Adds a user with a password of their own, as if they had used their link.</summary>
    /// <returns>The user's id.</returns>
    public async Task<string> AddUserAsync(string email, string role, string password = OwnerPassword)
    {
        var result = await Services.GetRequiredService<UserDirectory>().InviteAsync(email, role, Actor.System);
        using var client = CreateClient();
        using var response = await SubmitAsync(client, $"{InviteLink.Path}?token={result.Link!.Value}", new() { ["password"] = password, ["confirm"] = password });
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return result.Link.UserId;
    }

    /// <summary>Opens a page with a form, fills it in and sends it.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(HttpClient client, string path, Dictionary<string, string> fields)
    {
        var page = await client.GetStringAsync(path, TestContext.Current.CancellationToken);
        foreach (Match hidden in HiddenField().Matches(page))
            fields[hidden.Groups[1].Value] = WebUtility.HtmlDecode(hidden.Groups[2].Value);
        return await client.PostAsync(path, new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);
    }

    /// <summary>Posts a body to the webhook with its secret.</summary>
    public async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var client = CreateClient();
        return await PostAsync(client, new StringContent(body, Encoding.UTF8, "application/json"));
    }

    /// <summary>Posts a body to the webhook with its secret, through a client that is there already.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/superfone") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The log as it is on the disk, with the bodies as they were received.</summary>
    public async Task<List<Delivery>> ReadDeliveriesAsync()
    {
        await using var primary = await Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        return [.. (await primary.Deliveries.AsNoTracking().OrderBy(delivery => delivery.Id).ToListAsync()).Select(StoredBodies.Decompress)];
    }

    /// <summary>Waits until all deliveries are projected.</summary>
    public async Task WaitUntilProjectedAsync()
    {
        var projection = Services.GetRequiredService<ProjectionService>();
        var last = (await ReadDeliveriesAsync()).LastOrDefault()?.Id ?? 0;
        while (projection.Status.ProjectedDeliveryId < last)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        DeleteData();
        TestStore.Drop(Database);
    }

    // A page that was open may still be reading, and SQLite then makes files anew beside those that are deleted.
    private void DeleteData()
    {
        for (var attempt = 1; Directory.Exists(DataDirectory); attempt++)
        {
            try
            {
                Directory.Delete(DataDirectory, recursive: true);
            }
            catch (IOException) when (attempt < 100)
            {
                // It is deleted once more.
            }
        }
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)""")]
    private static partial Regex HiddenField();
}
