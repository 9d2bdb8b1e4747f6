using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using SmtpServer.Protocol;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Notifications.Digests;

namespace Superfone.Dashboard.Tests.Mail;

public sealed class DigestTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Digest_Due_IsSentOnceAlsoAfterARestart()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        await mailed.SendToUserAsync();
        await mailed.MissAsync(5, 10 * Hour);
        mailed.Pass(Hour + TimeSpan.FromMinutes(1));
        var digest = Assert.Single(await mailed.Mail.WaitAsync(1));

        await mailed.Dashboard.RestartAsync();
        mailed.Pass(Day);
        var mails = await mailed.Mail.WaitAsync(2);

        Assert.Equal("Tue 1 Dec: 1 call, 1 missed", digest.Subject);
        Assert.Contains("Missed calls: 1 · 1 caller waits", digest.TextBody, StringComparison.Ordinal);
        Assert.Contains("+91 70000 11111", digest.TextBody, StringComparison.Ordinal);
        Assert.Contains("+91 70000 11111", System.Net.WebUtility.HtmlDecode(digest.HtmlBody), StringComparison.Ordinal);
        Assert.Contains("/digest/2026-12-01", digest.TextBody, StringComparison.Ordinal);
        Assert.Equal(["Tue 1 Dec: 1 call, 1 missed", "Wed 2 Dec: 0 calls, 0 missed"], mails.Select(mail => mail.Subject));
    }

    [Fact]
    public async Task Recipient_WhoLeavesWhileOthersAreMailed_GetsNothing()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        foreach (var address in new[] { "one@example.org", "other@example.org" })
            await mailed.Recipients.AddAsync(address, null, MailedDashboard.Owner);
        mailed.Mail.Taking = async mail =>
        {
            var other = (await mailed.Recipients.ListAsync(MailedDashboard.Owner)).Single(item => item.UserId is null && item.Email != mail.To.ToString());
            await mailed.Recipients.RemoveAsync(other.Id, MailedDashboard.Owner);
        };

        mailed.Pass(Hour + TimeSpan.FromMinutes(1));
        await mailed.Mail.WaitAsync(1);
        mailed.Mail.Taking = null;
        mailed.Pass(Day);
        var mails = await mailed.Mail.WaitAsync(2);

        Assert.Equal(["Tue 1 Dec", "Wed 2 Dec"], mails.Select(mail => mail.Subject!.Split(':')[0]));
    }

    [Fact]
    public async Task Digest_OfAnApplicationThatWasOff_IsSentLateButNotTooLate()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        await mailed.SendToUserAsync();
        await mailed.Dashboard.StopAsync();
        mailed.Time.Shift += 4 * Hour;
        await mailed.Dashboard.StartAsync();
        await mailed.Mail.WaitAsync(1);

        await mailed.Dashboard.StopAsync();
        mailed.Time.Shift += Day + (4 * Hour);
        await mailed.Dashboard.StartAsync();
        mailed.Pass(Day - (7 * Hour) + TimeSpan.FromMinutes(1));
        var mails = await mailed.Mail.WaitAsync(2);

        Assert.Equal(["Tue 1 Dec", "Thu 3 Dec"], mails.Select(mail => mail.Subject!.Split(':')[0]));
    }

    [Fact]
    public async Task WeeklyReport_OnItsDay_TellsOfSevenDays()
    {
        await using var mailed = await MailedDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Digest:Weekday"] = "Wednesday" });
        await mailed.SendToUserAsync(isDaily: false, isWeekly: true);
        await mailed.MissAsync(5, 10 * Hour);
        await mailed.MissAsync(6, 6 * Day, "+917000022222");
        await mailed.MissAsync(7, 8 * Day, "+917000033333");

        mailed.Pass(Hour + TimeSpan.FromMinutes(1));
        var report = Assert.Single(await mailed.Mail.WaitAsync(1));

        Assert.Equal("25 Nov – 1 Dec: 2 calls, 2 missed", report.Subject);
        Assert.Contains("/analytics?from=2026-11-25&to=2026-12-01", report.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Address_WithoutAccount_GetsNamesOnlyIfTheOwnerSaysSoAndNeverNumbers(bool hasNames)
    {
        await using var mailed = await MailedDashboard.StartAsync();
        await mailed.Recipients.SetAddressAsync("accountant@example.org", new DigestWish(IsDaily: true, HasNames: hasNames), MailedDashboard.Owner);
        await mailed.MissAsync(5, 10 * Hour, name: "Zubin");
        await mailed.MissAsync(6, 10 * Hour, "+917000022222");

        mailed.Pass(Hour + TimeSpan.FromMinutes(1));
        var digest = Assert.Single(await mailed.Mail.WaitAsync(1));

        Assert.Equal("accountant@example.org", digest.To.Mailboxes.Single().Address);
        Assert.Contains("Missed calls: 2", digest.TextBody, StringComparison.Ordinal);
        Assert.Equal((hasNames, hasNames), (digest.TextBody!.Contains("Zubin", StringComparison.Ordinal), digest.HtmlBody!.Contains("Zubin", StringComparison.Ordinal)));
        Assert.Equal(hasNames, digest.TextBody!.Contains("•222", StringComparison.Ordinal));
        Assert.DoesNotContain("2222", digest.TextBody!.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_IsInTheLanguageOfItsReader()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        await mailed.SendToUserAsync();
        var owner = await mailed.IdOfAsync(RunningDashboard.OwnerEmail);
        await mailed.Dashboard.Services.GetRequiredService<UserLanguages>().ChooseAsync("hi", MailedDashboard.Owner with { UserId = owner });
        await mailed.Recipients.AddAsync("accountant@example.org", "en", MailedDashboard.Owner);
        await mailed.Recipients.AddAsync("partner@example.org", "hi", MailedDashboard.Owner);
        await mailed.MissAsync(5, 10 * Hour);

        mailed.Pass(Hour + TimeSpan.FromMinutes(1));
        var subjects = (await mailed.Mail.WaitAsync(3)).ToDictionary(mail => mail.To.Mailboxes.Single().Address, mail => mail.Subject);

        Assert.Equal("मंगल 1 दिसंबर: 1 कॉल, 1 मिस्ड", subjects[RunningDashboard.OwnerEmail]);
        Assert.Equal("Tue 1 Dec: 1 call, 1 missed", subjects["accountant@example.org"]);
        Assert.Equal("मंगल 1 दिसंबर: 1 कॉल, 1 मिस्ड", subjects["partner@example.org"]);
    }

    [Fact]
    public async Task User_LimitedToAnAccount_GetsOnlyItsCalls()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        var id = await mailed.Dashboard.AddUserAsync("agent@example.com", Roles.Agent);
        using (var client = await mailed.Dashboard.SignInAsync())
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/users/{id}") { Content = JsonContent.Create(new { accounts = new[] { Payload.Account } }) };
            request.Headers.Add("X-Requested-With", "superfone");
            (await client.SendAsync(request, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        }

        await mailed.SendToUserAsync("agent@example.com");
        await mailed.MissAsync(5, 10 * Hour);
        await mailed.MissAsync(6, 10 * Hour, "+917000022222", account: "+918000077777");

        mailed.Pass(Hour + TimeSpan.FromMinutes(1));
        var digest = Assert.Single(await mailed.Mail.WaitAsync(1));

        Assert.Equal("Tue 1 Dec: 1 call, 1 missed", digest.Subject);
        Assert.DoesNotContain("22222", digest.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_Refused_IsTriedAgainAndItsFailureIsShown()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        await mailed.SendToUserAsync();
        mailed.Mail.Refusals.Enqueue(new SmtpResponse(SmtpReplyCode.InsufficientStorage, "come back later"));
        mailed.Pass(Hour + TimeSpan.FromMinutes(1));
        var sent = await WaitForAsync(async () => (await mailed.Recipients.SentAsync(MailedDashboard.Owner)).SingleOrDefault());

        mailed.Pass(TimeSpan.FromMinutes(2));
        await mailed.Mail.WaitAsync(1);
        var after = await WaitForAsync(async () => (await mailed.Recipients.SentAsync(MailedDashboard.Owner)).SingleOrDefault(item => item.SentUtc is not null));

        Assert.Contains("come back later", sent.Error, StringComparison.Ordinal);
        Assert.NotNull(sent.NextUtc);
        Assert.Equal((null, null), (after.Error, after.NextUtc));
    }

    [Fact]
    public async Task Recipient_AddedAfterTheTime_GetsNothingBeforeTheNextDay()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        mailed.Pass(2 * Hour);
        await mailed.SendToUserAsync();

        mailed.Pass(Day);
        var digest = (await mailed.Mail.WaitAsync(1))[0];

        Assert.StartsWith("Wed 2 Dec", digest.Subject, StringComparison.Ordinal);
    }

    private static async Task<T> WaitForAsync<T>(Func<Task<T?>> find)
        where T : class
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (await find() is { } found)
                return found;
            await Task.Delay(TimeSpan.FromMilliseconds(20), late.Token);
        }
    }
}
