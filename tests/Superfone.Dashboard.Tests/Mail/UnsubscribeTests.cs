using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Superfone.Dashboard.Notifications.Digests;

namespace Superfone.Dashboard.Tests.Mail;

public sealed class UnsubscribeTests
{
    private static readonly TimeSpan ToTheDigest = TimeSpan.FromMinutes(61);

    [Fact]
    public async Task OneClick_WithoutASignIn_EndsTheDigests()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        await mailed.Recipients.SetAddressAsync("accountant@example.org", new DigestWish(IsDaily: true, IsWeekly: true), MailedDashboard.Owner);
        await mailed.SendToUserAsync();
        mailed.Pass(ToTheDigest);
        var digest = (await mailed.Mail.WaitAsync(2)).Single(mail => mail.To.ToString() == "accountant@example.org");

        using var client = mailed.Dashboard.CreateClient();
        using var reply = await client.PostAsync(
            MailedDashboard.PathOf(digest.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')), new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" }), TestContext.Current.CancellationToken);
        mailed.Pass(TimeSpan.FromDays(1));
        var mails = await mailed.Mail.WaitAsync(3);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("List-Unsubscribe=One-Click", digest.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Equal(RunningDashboard.OwnerEmail, mails[2].To.ToString());
        Assert.NotNull((await mailed.Recipients.ListAsync(MailedDashboard.Owner)).Single(item => item.UserId is null).UnsubscribedUtc);
    }

    [Fact]
    public async Task Link_InTheMail_AsksBeforeItEndsThem()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        await mailed.Recipients.SetAddressAsync("accountant@example.org", new DigestWish(IsDaily: true, IsWeekly: false), MailedDashboard.Owner);
        mailed.Pass(ToTheDigest);
        var digest = (await mailed.Mail.WaitAsync(1))[0];
        var link = digest.TextBody!.Split('\n').Select(line => line.Trim()).Single(line => line.Contains("/unsubscribe?", StringComparison.Ordinal)).Split(": ", 2)[1];

        using var client = mailed.Dashboard.CreateClient();
        var page = await client.GetStringAsync(MailedDashboard.PathOf(link), TestContext.Current.CancellationToken);
        var before = (await mailed.Recipients.ListAsync(MailedDashboard.Owner)).Single(item => item.UserId is null);
        using var reply = await client.PostAsync(
            MailedDashboard.PathOf(digest.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')), new FormUrlEncodedContent(new Dictionary<string, string> { ["page"] = "true" }), TestContext.Current.CancellationToken);
        var after = (await mailed.Recipients.ListAsync(MailedDashboard.Owner)).Single(item => item.UserId is null);

        Assert.Contains("/unsubscribe/now?token=", page, StringComparison.Ordinal);
        Assert.Equal((true, false), (before.IsDaily, after.IsDaily));
        Assert.Equal("/unsubscribe?done=true", reply.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Names_ChosenForAnAddressThatUnsubscribed_DoNotSubscribeItAgain()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        var recipients = mailed.Recipients;
        await recipients.AddAsync("accountant@example.org", null, MailedDashboard.Owner);
        var id = (await recipients.ListAsync(MailedDashboard.Owner)).Single(item => item.UserId is null).Id;
        await mailed.Dashboard.Services.GetRequiredService<Unsubscription>().EndAsync(mailed.Dashboard.Services.GetRequiredService<Unsubscription>().TokenOf(id));

        await recipients.SetAddressAsync("accountant@example.org", new DigestWish(HasNames: true), MailedDashboard.Owner);
        var named = (await recipients.ListAsync(MailedDashboard.Owner)).Single(item => item.UserId is null);
        var again = await recipients.AddAsync("Accountant@example.org", null, MailedDashboard.Owner);
        var added = (await recipients.ListAsync(MailedDashboard.Owner)).Single(item => item.UserId is null);
        await recipients.SetAddressAsync("accountant@example.org", new DigestWish(IsWeekly: true), MailedDashboard.Owner);
        var wanted = (await recipients.ListAsync(MailedDashboard.Owner)).Single(item => item.UserId is null);

        Assert.Equal((true, false, false), (named.HasNames, named.IsDaily, named.IsWeekly));
        Assert.NotNull(named.UnsubscribedUtc);
        Assert.Equal(AddedAddress.Known, again);
        Assert.Equal(named, added);
        Assert.Equal((true, false, true, null), (wanted.HasNames, wanted.IsDaily, wanted.IsWeekly, wanted.UnsubscribedUtc));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?token=1")]
    [InlineData("?token=CfDJ8forged")]
    public async Task Token_NotOurs_IsRefused(string query)
    {
        await using var mailed = await MailedDashboard.StartAsync();
        await mailed.Recipients.SetAddressAsync("accountant@example.org", new DigestWish(IsDaily: true, IsWeekly: false), MailedDashboard.Owner);

        using var client = mailed.Dashboard.CreateClient();
        using var reply = await client.PostAsync($"/unsubscribe/now{query}", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.True((await mailed.Recipients.ListAsync(MailedDashboard.Owner)).Single(item => item.UserId is null).IsDaily);
    }
}
