using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Notifications.Mail;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Tests.Mail;

public sealed class MailServerTests
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    [Fact]
    public async Task Test_Sent_ArrivesAsTextAndAsHtmlForDarkScreens()
    {
        await using var mail = MailStandIn.Start();
        await using var dashboard = await RunningDashboard.StartAsync(mail.Settings);

        var result = await TestAsync(dashboard);
        var arrived = Assert.Single(mail.Mails);

        Assert.True(result.IsSent, result.Sentence);
        Assert.Equal(("calls@example.com", RunningDashboard.OwnerEmail), (arrived.From.Mailboxes.Single().Address, arrived.To.Mailboxes.Single().Address));
        Assert.Contains("/settings/mail", arrived.TextBody, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", arrived.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", arrived.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task Mail_OfABusinessWithALogo_HasItAsAPartThatNeedsNoLoading()
    {
        await using var mail = MailStandIn.Start();
        await using var dashboard = await RunningDashboard.StartAsync(mail.Settings);
        var logo = dashboard.Services.GetRequiredService<BusinessLogo>();
        await logo.SaveAsync(Convert.FromBase64String(Png), Actor.System);

        await TestAsync(dashboard);
        await logo.RemoveAsync(Actor.System);
        await TestAsync(dashboard);

        MimeKit.MimeMessage[] mails = [.. mail.Mails];
        var picture = mails[0].BodyParts.OfType<MimeKit.MimePart>().Single(part => part.ContentType.IsMimeType("image", "png"));
        using var content = new MemoryStream();
        await picture.Content!.DecodeToAsync(content, TestContext.Current.CancellationToken);
        Assert.Equal(Convert.FromBase64String(Png), content.ToArray());
        Assert.Contains($"src=\"cid:{picture.ContentId}\"", mails[0].HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mails[1].HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the password", null)]
    [InlineData("another", MailProblem.SignIn)]
    public async Task Password_IsThatOfTheServerOrItsRefusalIsSaid(string password, MailProblem? problem)
    {
        await using var mail = MailStandIn.Start("the password");
        await using var dashboard = await RunningDashboard.StartAsync(With(mail, ("UserName", "calls"), ("Password", password)));

        var result = await TestAsync(dashboard);

        Assert.Equal(problem, result.Problem);
        Assert.Equal(problem is null ? 1 : 0, mail.Mails.Count);
        if (problem is not null)
            Assert.Matches(@"^The server refused the user name or the password: .*\b535\b|authentication failed", result.Sentence!);
    }

    [Fact]
    public async Task Certificate_ThatNobodyTrusts_IsRefusedBeforeThePasswordIsSent()
    {
        await using var mail = MailStandIn.Start("the password", hasTls: true);
        await using var dashboard = await RunningDashboard.StartAsync(With(mail, ("UserName", "calls"), ("Password", "the password"), ("UseTls", "true")));

        var result = await TestAsync(dashboard);

        Assert.Equal(MailProblem.Certificate, result.Problem);
        Assert.Empty(mail.Mails);
    }

    [Fact]
    public async Task Server_WithoutTls_GetsNothingUnlessThatIsAllowed()
    {
        await using var mail = MailStandIn.Start();
        await using var dashboard = await RunningDashboard.StartAsync(With(mail, ("UseTls", "true")));

        Assert.Equal(MailProblem.NoTls, (await TestAsync(dashboard)).Problem);
        Assert.Empty(mail.Mails);
    }

    [Fact]
    public async Task Recipient_Unknown_IsSaidInTheServersWords()
    {
        await using var mail = MailStandIn.Start();
        mail.Unknown.Add(RunningDashboard.OwnerEmail);
        await using var dashboard = await RunningDashboard.StartAsync(mail.Settings);

        var result = await TestAsync(dashboard);

        Assert.Equal(MailProblem.Recipient, result.Problem);
        Assert.Contains("mailbox", result.Sentence, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Server_Unreachable_IsSaid()
    {
        var mail = MailStandIn.Start();
        await mail.DisposeAsync();
        await using var dashboard = await RunningDashboard.StartAsync(mail.Settings);

        Assert.Equal(MailProblem.Unreachable, (await TestAsync(dashboard)).Problem);
    }

    [Fact]
    public async Task Attempts_AreCountedAsMetrics()
    {
        await using var mail = MailStandIn.Start();
        await using var dashboard = await RunningDashboard.StartAsync(mail.Settings);
        await TestAsync(dashboard);
        mail.Unknown.Add(RunningDashboard.OwnerEmail);
        await TestAsync(dashboard);

        using var client = dashboard.CreateClient(Roles.Viewer);
        var metrics = await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Contains("superfone_mail_messages_total{result=\"sent\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("superfone_mail_messages_total{result=\"failed\"} 1", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_SetOnThePage_WorksAfterARestartAndIsNotReadableOnTheDisk()
    {
        await using var mail = MailStandIn.Start("a secret of the mail server");
        await using var dashboard = await RunningDashboard.StartAsync();
        var values = SettingCatalog.MailServer.Zip(["127.0.0.1", $"{mail.Port}", "false", "calls", "a secret of the mail server", "calls@example.com"]).ToDictionary(pair => pair.First, string? (pair) => pair.Second);
        Assert.Empty(await dashboard.Services.GetRequiredService<SettingsEditor>().SaveAsync(values, Actor.System));

        await dashboard.RestartAsync();
        var result = await TestAsync(dashboard);
        var editor = dashboard.Services.GetRequiredService<SettingsEditor>();
        var (shown, isSet) = (editor.Read(SettingCatalog.MailServer[4]), editor.IsSet(SettingCatalog.MailServer[4]));
        await dashboard.StopAsync();

        Assert.True(result.IsSent, result.Sentence);
        Assert.Equal((null, true), (shown, isSet));
        Assert.All(Directory.EnumerateFiles(dashboard.DataDirectory, "superfone.db*"), file =>
            Assert.DoesNotContain("a secret of the mail server", Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Password_OverAnUnprotectedConnection_IsRefusedAsASetting()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var values = SettingCatalog.MailServer.Zip(["smtp.example.com", "25", "false", "calls", "secret", "calls@example.com"]).ToDictionary(pair => pair.First, string? (pair) => pair.Second);

        var errors = await dashboard.Services.GetRequiredService<SettingsEditor>().SaveAsync(values, Actor.System);

        Assert.StartsWith("Superfone:Mail:UseTls ", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static Task<MailResult> TestAsync(RunningDashboard dashboard) => dashboard.Services.GetRequiredService<TestMail>().SendAsync(MailedDashboard.Owner);

    private static Dictionary<string, string?> With(MailStandIn mail, params (string Name, string Value)[] values)
    {
        var settings = mail.Settings;
        foreach (var (name, value) in values)
            settings[$"Superfone:Mail:{name}"] = value;
        return settings;
    }
}
