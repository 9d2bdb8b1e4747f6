using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Xml.Linq;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Exports;

public sealed class ExportTests
{
    private const string Formula = "=HYPERLINK(\"http://example.com\",\"free\")";

    [Fact]
    public async Task Csv_TellsEachCallInPlainWordsAndTheBusinessTimeZone()
    {
        await using var api = await StartAsync();
        using var client = api.Dashboard.CreateClient(Roles.Manager);

        using var response = await client.GetAsync("/export/calls.csv?outcome=answered", TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Matches("calls-\\d{4}-\\d\\d-\\d\\d\\.csv", response.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.StartsWith("Started,Direction,Result,Missed,Contact,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("2026-05-15 16:01:00,Inbound,Answered,No,\"'=HYPERLINK(\"\"http://example.com\"\",\"\"free\"\")\",", lines[1], StringComparison.Ordinal);
        Assert.Contains(",+917000000002,", lines[1], StringComparison.Ordinal);
        Assert.Equal(["", ""], [lines[2], lines[^1]]);
    }

    [Fact]
    public async Task Xlsx_SaysWhatItIsAndWhose()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Business:Name"] = "Asha & Co" });
        using var client = dashboard.CreateClient(Roles.Manager);

        await using var workbook = await ZipArchive.CreateAsync(
            new MemoryStream(await client.GetByteArrayAsync("/export/calls.xlsx", TestContext.Current.CancellationToken)), ZipArchiveMode.Read, false, null, TestContext.Current.CancellationToken);
        await using var properties = await workbook.GetEntry("docProps/core.xml")!.OpenAsync(TestContext.Current.CancellationToken);
        var values = (await XDocument.LoadAsync(properties, LoadOptions.None, TestContext.Current.CancellationToken)).Descendants().ToLookup(part => part.Name.LocalName, part => part.Value);

        Assert.Equal(("Calls", "Asha & Co"), (values["title"].Single(), values["creator"].Single()));
    }

    [Fact]
    public async Task Csv_HasNoCellThatASpreadsheetWouldRun()
    {
        await using var api = await StartAsync();
        await api.PostAsync([.. "=+-@\t\r\n".Select((character, index) => Payload.AnsweredCall(10 + index).With(call =>
        {
            call["contact_id"] = 10 + index;
            call["contact_first_name"] = $"{character}1+1";
            call["contact_business_name"] = $"{character}cmd";
            call["staff_first_name"] = $"{character}A1";
            call["cdr_phone"] = $"{character}HYPERLINK(1)";
        }))]);
        using var client = api.Dashboard.CreateClient(Roles.Owner);

        await using var body = await client.GetStreamAsync("/export/calls.csv", TestContext.Current.CancellationToken);
        using var csv = new CsvHelper.CsvParser(new StreamReader(body), System.Globalization.CultureInfo.InvariantCulture);
        var rows = 0;
        while (await csv.ReadAsync())
        {
            rows++;
            Assert.DoesNotContain(csv.Record!, cell => cell.Length > 0 && "=+-@\t\r\n".Contains(cell[0]) && !cell.All(character => char.IsAsciiDigit(character) || character == '+'));
        }

        Assert.Equal(10, rows);
    }

    [Fact]
    public async Task Csv_NumbersAreAsTheyAre()
    {
        await using var api = await StartAsync();
        await api.PostAsync([.. new[] { "+91 98765 00071", "+911909", "+91 98783 00043 / 44" }.Select((phone, index) => Payload.AnsweredCall(20 + index).With("cdr_phone", phone))]);
        using var client = api.Dashboard.CreateClient(Roles.Owner);

        var csv = await client.GetStringAsync("/export/calls.csv", TestContext.Current.CancellationToken);

        Assert.All(new[] { "+919876500071", "1909", "+91 98783 00043 / 44" }, number => Assert.Contains($",{number},", csv, StringComparison.Ordinal));
        Assert.DoesNotContain("'+91", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xlsx_CharactersThatXmlCannotHold_AreLeftOut()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Payload.AnsweredCall(30).With(call =>
        {
            call["contact_id"] = 30;
            call["contact_first_name"] = "a\ufffe\uffff\u0001b😀";
            call["cdr_phone"] = "\ufffe";
        }));

        using var reader = await Exported.XlsxAsync(api, "/export/calls.xlsx?contactId=30");

        Assert.True(reader.Read());
        Assert.True(reader.Read());
        Assert.Equal("ab😀", reader.GetString(4));
    }

    [Fact]
    public async Task Xlsx_OpensInAnotherReaderWithTextDatesAndNumbers()
    {
        await using var api = await StartAsync();

        using var reader = await Exported.XlsxAsync(api, "/export/calls.xlsx?sort=oldest");

        Assert.Equal("Calls", reader.Name);
        Assert.True(reader.Read());
        Assert.Equal("Started", reader.GetString(0));
        Assert.True(reader.Read());
        Assert.Equal(new DateTime(2026, 5, 15, 16, 0, 0), reader.GetDateTime(0));
        Assert.Equal("No answer", reader.GetString(2));
        Assert.Equal("Yes", reader.GetString(3));
        Assert.True(reader.Read());
        Assert.Equal(Formula, reader.GetString(4));
        Assert.Equal("+91 70000 00002", reader.GetString(6));
        Assert.Equal(60, reader.GetDouble(11));
        Assert.False(reader.Read());
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task Contacts_AreExportedWithTheFilterOfTheirPage(string format)
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            Payload.AnsweredCall(31).With(call => (call["contact_id"], call["contact_first_name"], call["contact_business_name"]) = (31, "Asha", "Acme")),
            Payload.AnsweredCall(32).With(call => (call["contact_id"], call["contact_first_name"]) = (32, "Meera")));

        var rows = await Exported.RowsAsync(api, $"/export/contacts.{format}?q=asha");

        Assert.Equal(["First name", "Last name", "Business"], rows[0].Take(3));
        Assert.Equal(["Asha", "Acme", "31"], [rows[1][0], rows[1][2], rows[1][^1]]);
        Assert.Equal(2, rows.Count);
        Assert.Equal(4, (await Exported.RowsAsync(api, $"/export/contacts.{format}")).Count);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task FollowUps_AreExportedWithTheFilterOfTheirPage(string format)
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            Payload.MissedCall(41, "2026-05-15T09:10:00Z", "+917000033333"),
            Payload.MissedCall(42, "2026-05-15T09:10:00Z", "+917000022222"),
            Payload.AnsweredCall(43, "2026-05-15T09:25:00Z").With("cdr_phone", "+917000033333"));

        var open = await Exported.RowsAsync(api, $"/export/follow-ups.{format}");
        Assert.Contains(open, row => row[0].Replace(" ", "", StringComparison.Ordinal) == "+917000022222");
        Assert.DoesNotContain(open, row => row[0].Replace(" ", "", StringComparison.Ordinal) == "+917000033333");

        var returned = await Exported.RowsAsync(api, $"/export/follow-ups.{format}?state=returned");
        Assert.Equal(("+917000033333", "900"), (returned[1][0].Replace(" ", "", StringComparison.Ordinal), returned[1][9]));
        Assert.Equal(2, returned.Count);
    }

    [Theory]
    [InlineData("outcome=foo", "outcome")]
    [InlineData("colour=red", "colour")]
    [InlineData("range=fortnight", "range")]
    [InlineData("assigneeUserId=me", "assigneeUserId", "contacts")]
    [InlineData("colour=red", "colour", "contacts")]
    [InlineData("state=lost", "state", "follow-ups")]
    [InlineData("colour=red", "colour", "follow-ups")]
    public async Task Export_OfABadFilter_IsRefusedAndNamesIt(string query, string name, string list = "calls")
    {
        await using var api = await StartAsync();

        var problem = await api.ProblemAsync(
            HttpStatusCode.BadRequest, client => client.GetAsync($"/export/{list}.csv?{query}", TestContext.Current.CancellationToken), api.Dashboard.CreateClient(Roles.Owner));

        Assert.Contains(name, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_OfContacts_NamesTheAssigneeByTheStaffDirectory()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Payload.Contact(50).With("contact_assignee_user_id", 678), Payload.Contact(51).With("contact_assignee_user_id", 679));
        using var client = api.Dashboard.CreateClient(Roles.Manager);
        using var saved = await client.PutAsJsonAsync(
            "/api/v1/staff", new { version = 0, items = new[] { new { name = "Ravi Patel", assigneeUserId = 678 } } }, TestContext.Current.CancellationToken);
        saved.EnsureSuccessStatusCode();

        await using var body = await client.GetStreamAsync("/export/contacts.csv", TestContext.Current.CancellationToken);
        using var csv = new CsvHelper.CsvReader(new StreamReader(body), System.Globalization.CultureInfo.InvariantCulture);
        await csv.ReadAsync();
        csv.ReadHeader();
        var assignees = new Dictionary<string, string>();
        while (await csv.ReadAsync())
            assignees[csv.GetField("Contact number at Superfone")!] = csv.GetField("Assigned to")!;

        Assert.Equal(("Ravi Patel", "Team member 679", ""), (assignees["50"], assignees["51"], assignees["5"]));
    }

    [Fact]
    public async Task Export_WithoutTheRight_IsNeitherGivenNorOffered()
    {
        await using var api = await StartAsync();

        await Exported.AssertOnlyByRightAsync(api, "/calls?missed=true", "/export/calls.csv?missed=true");
        await Exported.AssertOnlyByRightAsync(api, "/contacts?q=asha", "/export/contacts.csv?q=asha");
        await Exported.AssertOnlyByRightAsync(api, "/follow-ups?state=returned", "/export/follow-ups.csv?state=returned");
    }

    private static Task<ApiDashboard> StartAsync() => Exported.StartAsync(call =>
    {
        call["contact_id"] = 5;
        call["contact_first_name"] = Formula;
    });
}
