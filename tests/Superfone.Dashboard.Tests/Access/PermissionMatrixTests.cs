using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Access;

public sealed class PermissionMatrixTests
{
    // The body of a request decides which of two permissions is needed, or the permission is checked for what the request is about.
    private static readonly Dictionary<string, Permission> CheckedInside = new()
    {
        ["api/v1/calls/{cdrId}/recording"] = Permission.Listen,
    };

    [Fact]
    public void SecurityPage_HasTheTableOfPermissions()
    {
        var table = string.Join('\n', Enum.GetValues<Permission>().Select(permission =>
            $"| {permission} | {string.Join(" | ", Roles.All.Select(role => RolePermissions.Of(role).Contains(permission) ? "yes" : "–"))} |"));

        var page = File.ReadAllText(Path.Combine(Tool.Root, "docs", "security.md")).ReplaceLineEndings("\n");

        Assert.True(page.Contains($"| Permission | {string.Join(" | ", Roles.All)} |\n", StringComparison.Ordinal), "docs/security.md has no table of permissions.");
        Assert.True(page.Contains(table, StringComparison.Ordinal), $"The table in docs/security.md must be:\n{table}");
    }

    [Fact]
    public async Task Endpoints_All_AskForADeclaredPermission()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        Assert.All(Protected(dashboard), endpoint => Assert.True(IsOfUsers(endpoint) || PermissionsOf(endpoint).Count > 0, $"{endpoint.RoutePattern.RawText} asks for no permission"));
    }

    [Fact]
    public void Pages_All_AreOpenToEverybodyOrNeedAPermission()
    {
        string[] open = ["/login", "/login/code", "/account/second-factor", "/setup", "/error", "/not-found", "/invite", "/unsubscribe", "/offline"];
        var pages = typeof(DashboardApplication).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>().Select(route => (Type: type, Path: route.Template))).ToList();

        Assert.True(pages.Count > 20);
        Assert.All(pages, page => Assert.Equal(open.Contains(page.Path), page.Type.GetCustomAttribute<AllowAnonymousAttribute>() is not null));
    }

    [Fact]
    public void Hubs_NeedAPermissionAndOfferNoMethods()
    {
        var hubs = typeof(DashboardApplication).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Hub))).ToList();

        Assert.NotEmpty(hubs);
        Assert.All(hubs, hub => Assert.NotNull(hub.GetCustomAttribute<RequirePermissionAttribute>()));
        Assert.All(hubs, hub => Assert.DoesNotContain(
            hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly), method => method.GetBaseDefinition().DeclaringType == hub));
    }

    [Fact]
    public async Task Requests_OfEachRole_AreRefusedExactlyWhereThePermissionIsMissing()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var clients = Roles.All.ToDictionary(role => role, role => dashboard.CreateClient(role));
        using var nobody = dashboard.CreateClient();
        List<string> wrong = [];
        foreach (var endpoint in Protected(dashboard))
        {
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Where(method => method is not "OPTIONS") ?? ["GET"])
            {
                using var unknown = await SendAsync(nobody, endpoint, method);
                if (unknown.StatusCode != HttpStatusCode.Unauthorized && unknown.Headers.Location?.ToString().Contains("/login", StringComparison.Ordinal) != true)
                    wrong.Add($"{method} {endpoint.RoutePattern.RawText} without a sign-in: {unknown.StatusCode}");
                foreach (var (role, client) in clients)
                {
                    var may = !IsOfUsers(endpoint) && PermissionsOf(endpoint).All(RolePermissions.Of(role).Contains); // The clients have tokens.
                    using var response = await SendAsync(client, endpoint, method);
                    if (may == (response.StatusCode == HttpStatusCode.Forbidden) || response.StatusCode is HttpStatusCode.Unauthorized or >= HttpStatusCode.InternalServerError)
                        wrong.Add($"{method} {endpoint.RoutePattern.RawText} as {role}: {response.StatusCode}");
                }
            }
        }

        foreach (var client in clients.Values)
            client.Dispose();
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Commands_OfAnActorWithoutPermissions_AreRefusedBeforeAnythingIsStored()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var scope = dashboard.Services.CreateAsyncScope();
        var nobody = new Superfone.Dashboard.Access.Actor { Name = "nobody", Permissions = new HashSet<Permission>() };
        var commands = typeof(DashboardApplication).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsPublic: true } && scope.ServiceProvider.GetService(type) is not null)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetParameters().Any(parameter => parameter.Name == "by" && parameter.ParameterType == nobody.GetType())).ToList();
        var deliveries = (await dashboard.ReadDeliveriesAsync()).Count;

        Assert.True(commands.Count > 10, $"only {commands.Count} commands were found");
        foreach (var command in commands)
        {
            var error = await Record.ExceptionAsync(() => RunAsync(command, scope.ServiceProvider.GetRequiredService(command.DeclaringType!), nobody));
            Assert.True(error is Superfone.Dashboard.Access.PermissionDeniedException, $"{command.DeclaringType!.Name}.{command.Name}: {error?.ToString() ?? "permitted"}");
        }

        Assert.Equal(deliveries, (await dashboard.ReadDeliveriesAsync()).Count);
    }

    private static async Task RunAsync(MethodInfo command, object service, object by)
    {
        var result = command.Invoke(service, BindingFlags.DoNotWrapExceptions, null, [.. command.GetParameters().Select(parameter => parameter.Name == "by" ? by : Example(parameter.ParameterType))], null);
        if (result is Task task)
            await task;
        else if (result is IAsyncEnumerable<Superfone.Dashboard.Ingest.Import.ImportedBody> items)
            await foreach (var _ in items) ;
    }

    private static object? Example(Type type) => type switch
    {
        _ when type == typeof(string) => "+918000000001",
        _ when type == typeof(long) || type == typeof(int) => Convert.ChangeType(1, type, null),
        _ when type == typeof(CancellationToken) => TestContext.Current.CancellationToken,
        _ when type == typeof(Stream) => new MemoryStream("{}"u8.ToArray()),
        _ when type == typeof(IEnumerable<long>) => new[] { 1L },
        { IsInterface: true, IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => Array.CreateInstance(type.GenericTypeArguments[0], 0),
        { IsInterface: true, IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) =>
            Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GenericTypeArguments)),
        _ when Nullable.GetUnderlyingType(type) is not null => null,
        { IsClass: true, IsSealed: true } when type.GetConstructors() is [var constructor, ..] => constructor.Invoke([.. constructor.GetParameters().Select(parameter => Example(parameter.ParameterType))]),
        { IsValueType: true } => Activator.CreateInstance(type),
        _ => null,
    };

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, RouteEndpoint endpoint, string method)
    {
        var path = string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart => "1",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            _ => ".",
        }))));
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/{path}");
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private static List<RouteEndpoint> Protected(RunningDashboard dashboard) =>
    [
        .. dashboard.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && !endpoint.RoutePattern.RawText!.Contains("{**path:file}", StringComparison.Ordinal)),
    ];

    // What users do with their own account needs no permission, but is nothing for tokens.
    private static bool IsOfUsers(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == PermissionPolicies.User);

    private static HashSet<Permission> PermissionsOf(RouteEndpoint endpoint)
    {
        HashSet<Permission> permissions = [.. endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>().Where(policy => policy != PermissionPolicies.User).Select(Enum.Parse<Permission>)];
        if (CheckedInside.TryGetValue(endpoint.RoutePattern.RawText!.TrimStart('/'), out var inside))
            permissions.Add(inside);
        return permissions;
    }
}
