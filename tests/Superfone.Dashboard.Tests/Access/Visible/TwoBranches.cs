using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary.People;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Access.Visible;

/// <summary>
/// A business with two Superfone numbers, North and South, and two agents, Asha and Ravi: who looks at what. Agents see only their own
/// calls, and viewers see numbers masked.
/// </summary>
public sealed partial class TwoBranches : IAsyncLifetime
{
    public const string North = "+918000088881";
    public const string South = "+918000088882";
    public const string Asha = "+919811100001";
    public const string Ravi = "+919811100002";

    /// <summary>Talked to Asha, over North; a second number is in the words of everybody.</summary>
    public static readonly Customer Meena = new("9000011101", 710001, 910001, "Meena");

    /// <summary>Talked to Ravi, over North.</summary>
    public static readonly Customer Kabir = new("9000022202", 720002, 920002, "Kabir");

    /// <summary>Talked to Asha, over South.</summary>
    public static readonly Customer Tara = new("9000033303", 730003, 930003, "Tara");

    /// <summary>Waits for a call back, over North; no contact.</summary>
    public static readonly Customer Stranger = new("9000044404", null, 940004, null);

    /// <summary>Waits for a call back, over South; the contact's name is the number.</summary>
    public static readonly Customer Nameless = new("9000055505", 750005, 950005, null);

    /// <summary>Was missed and called back by Ravi, over North.</summary>
    public static readonly Customer Farah = new("9000066606", 760006, 960006, "Farah");

    /// <summary>Never called.</summary>
    public static readonly Customer Zubin = new("9000077707", 770007, null, "Zubin");

    public static readonly IReadOnlyList<Customer> All = [Meena, Kabir, Tara, Stranger, Nameless, Farah, Zubin];

    private const string Password = "a password for the tests";

    /// <summary>A number that only words hold: a summary, a transcript, an insight, a note, a custom field.</summary>
    public const string Spoken = "9000099909";

    public ApiDashboard Api { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        Api = new ApiDashboard(await RunningDashboard.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Access:AgentsSeeOwnCalls"] = "true",
            ["Superfone:Access:MaskedRoles:0"] = Roles.Viewer,
        }));
        await Api.PostAsync(
        [
            .. All.Where(customer => customer.ContactId is not null).Select(ContactOf),
            Answered(Meena, North, Asha).Named(),
            Answered(Kabir, North, Ravi).Named(Payload.OtherUuid),
            Answered(Tara, South, Asha),
            Missed(Stranger, North),
            Missed(Nameless, South),
            Missed(Farah, North),
            Answered(Farah with { CdrId = 960007 }, North, Ravi).With("cdr_start", "2026-05-15T11:30:00Z").With("cdr_call_type", "OUTBOUND"),
            SummaryOf(Payload.Uuid, North),
            SummaryOf(Payload.OtherUuid, North),
            Payload.Change(Meena.ContactId!.Value, "contact_additional_info", $"also {Spoken}"),
            Payload.Change(Kabir.ContactId!.Value, "contact_additional_info", $"also {Spoken}"),
            Payload.Task(810001).With("contact_id", Meena.ContactId),
            Payload.Task(820002).With("contact_id", Kabir.ContactId),
        ]);
    }

    /// <summary>Signs a user in who was given what limits them.</summary>
    public async Task<HttpClient> SignInAsync(string email, string role, string? staff = null, params string[] accounts)
    {
        await using (var scope = Api.Dashboard.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
            if (await users.FindByEmailAsync(email) is null)
            {
                var user = new User { UserName = email, Email = email };
                Assert.True((await users.CreateAsync(user, Password)).Succeeded);
                await users.AddToRoleAsync(user, role);
                if (staff is not null)
                    await users.AddClaimAsync(user, new(UserClaims.Staff, staff));
                await users.AddClaimsAsync(user, accounts.Select(account => new System.Security.Claims.Claim(UserClaims.Account, account)));
            }
        }

        var client = Api.Dashboard.CreateClient();
        using var response = await RunningDashboard.SubmitAsync(client, "/login", new() { ["email"] = email, ["password"] = Password });
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return client;
    }

    /// <summary>Every address that can be opened, about every customer, and with what one may search.</summary>
    public IReadOnlyList<string> Addresses() =>
    [
        .. Api.Dashboard.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => !Path.HasExtension(path) || path.StartsWith("/export", StringComparison.Ordinal))
            .Where(path => !path.Contains("{**", StringComparison.Ordinal) && !path.StartsWith("/_", StringComparison.Ordinal) && !path.StartsWith("/hubs", StringComparison.Ordinal))
            .SelectMany(Filled).Distinct(),
        "/?show=events",
        "/insights?show=transcripts",
        "/insights?show=summaries",
        "/follow-ups?state=returned",
        "/follow-ups?state=closed",
        "/calls?q=number",
        "/api/v1/calls?q=number",
        "/contacts?q=Kabir",
        "/api/v1/contacts?q=Kabir",
        "/insights?show=transcripts&q=number",
        .. All.SelectMany(customer => new[] { customer.Number[..5], customer.Number[4..] }).Append(Spoken[3..])
            .SelectMany(part => new[] { $"/calls?q={part}", $"/api/v1/calls?q={part}", $"/api/v1/contacts?q={part}", $"/api/v1/calls?phone={part}" }),
    ];

    public async ValueTask DisposeAsync() => await Api.DisposeAsync();

    /// <summary>A text as a person could read numbers in it: without HTML, escapes and what stands between digits.</summary>
    public static string Readable(string text) => Between().Replace(WebUtility.HtmlDecode(Regex.Unescape(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\\\\u", "\\u", StringComparison.Ordinal))), "");

    private static IEnumerable<string> Filled(string path)
    {
        if (!path.Contains('{', StringComparison.Ordinal))
            return [path];
        string[] values = path switch
        {
            _ when path.Contains("{view}", StringComparison.Ordinal) => ["staff"],
            _ when path.Contains("phone}", StringComparison.OrdinalIgnoreCase) => [Ravi],
            _ when path.Contains("contactId", StringComparison.OrdinalIgnoreCase) => [.. All.Select(customer => customer.ContactId?.ToString()).OfType<string>()],
            _ when path.Contains("delivery", StringComparison.OrdinalIgnoreCase) => [.. Enumerable.Range(1, 20).Select(id => id.ToString())],
            _ => [.. All.Select(customer => customer.CdrId?.ToString()).OfType<string>(), "960007"],
        };
        return values.Select(value => Parameter().Replace(path, Uri.EscapeDataString(value)));
    }

    private static string ContactOf(Customer customer) => Payload.Contact(customer.ContactId!.Value, customer.Phone, customer.Name ?? customer.Number)
        .With("contact_additional_info", $"call {Spoken} instead")
        .With("contact_emails", new JsonArray($"{customer.Number}@example.com"))
        .With("contact_custom_fields", new JsonObject { ["Other number"] = Spoken, ["As a number"] = long.Parse(Spoken) });

    public static Payload Answered(Customer customer, string account, string staff) => Payload.AnsweredCall(customer.CdrId!.Value)
        .With("superfone_number", account).With("cdr_phone", customer.Phone).With("staff_phone", staff)
        .With("staff_first_name", staff == Asha ? "Asha" : "Ravi")
        .With(customer.ContactId is { } id ? new JsonObject { ["contact_id"] = id } : null);

    public static Payload Missed(Customer customer, string account) => Payload.MissedCall(customer.CdrId!.Value, phone: customer.Phone)
        .With("superfone_number", account).With("staff_phone", null).With("staff_first_name", null).With("staff_last_name", null)
        .With(customer.ContactId is { } id ? new JsonObject { ["contact_id"] = id } : null);

    private static Payload SummaryOf(string uuid, string account) => Payload.Summary(uuid, $"Asked for the number {Spoken}", 60)
        .With("superfone_number", account)
        .With("summary", new JsonObject { ["insights"] = new JsonArray(new JsonObject { ["title"] = "Callback request", ["value"] = $"on number {Spoken}" }) })
        .With("transcription", new JsonArray(new JsonObject { ["speaker"] = "customer", ["text"] = $"my number is {Spoken[..5]} {Spoken[5..]}", ["start"] = 0.1234567, ["end"] = 2.4 }));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"[\s()\-]")]
    private static partial Regex Between();
}

/// <summary>A customer of the two branches.</summary>
/// <param name="Number">Their number without the country code.</param>
/// <param name="ContactId">Their contact.</param>
/// <param name="CdrId">Their call.</param>
/// <param name="Name">Their name.</param>
public sealed record Customer(string Number, long? ContactId, long? CdrId, string? Name)
{
    public string Phone => $"+91{Number}";
}
