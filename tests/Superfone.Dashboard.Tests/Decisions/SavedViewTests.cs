using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.SavedViews;

namespace Superfone.Dashboard.Tests.Decisions;

public sealed class SavedViewTests
{
    [Fact]
    public async Task View_IsKeptPerPersonAndPageUntilItIsDeleted()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var store = dashboard.Services.GetRequiredService<SavedViewStore>();
        await store.SaveAsync("asha@example.com", "/calls", " Missed ", "missed=true");
        await store.SaveAsync("asha@example.com", "/calls", "Missed", "missed=true&range=today");
        await store.SaveAsync("ravi@example.com", "/calls", "Missed", "missed=false");
        await store.SaveAsync("asha@example.com", "/tasks", "Missed", "overdue=true");
        await dashboard.RestartAsync();
        store = dashboard.Services.GetRequiredService<SavedViewStore>();

        var view = Assert.Single(await ListAsync(dashboard));
        Assert.Equal(("Missed", "missed=true&range=today"), (view.Name, view.Query));

        Assert.False(await store.RenameAsync("ravi@example.com", view.Id, "Mine"));
        Assert.False(await store.DeleteAsync("ravi@example.com", view.Id));
        Assert.True(await store.RenameAsync("asha@example.com", view.Id, "Missed today"));
        Assert.Equal("Missed today", Assert.Single(await ListAsync(dashboard)).Name);

        await store.SaveAsync("asha@example.com", "/calls", "Other", "missed=false");
        Assert.False(await store.RenameAsync("asha@example.com", view.Id, "Other"));
        Assert.True(await store.DeleteAsync("asha@example.com", view.Id));
        Assert.Equal("Other", Assert.Single(await ListAsync(dashboard)).Name);
    }

    [Fact]
    public async Task View_RemembersWhatItsOwnerHasSeenAndWhetherTheyWantToBeNotified()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var store = dashboard.Services.GetRequiredService<SavedViewStore>();
        await store.SaveAsync("asha@example.com", "/calls", "Missed", "missed=true");
        var view = Assert.Single(await ListAsync(dashboard));
        Assert.Equal((0, false), (view.SeenDeliveryId, view.Notifies));

        await store.SeeAsync("ravi@example.com", view.Id, 3);
        await store.NotifyAsync("ravi@example.com", view.Id, true);
        Assert.Equal(view, Assert.Single(await ListAsync(dashboard)));

        await store.SeeAsync("asha@example.com", view.Id, 7);
        await store.NotifyAsync("asha@example.com", view.Id, true);
        await dashboard.RestartAsync();
        Assert.Equal(view with { SeenDeliveryId = 7, Notifies = true }, Assert.Single(await ListAsync(dashboard)));
    }

    private static Task<IReadOnlyList<Superfone.Dashboard.ReadModels.SavedViews.SavedViewItem>> ListAsync(RunningDashboard dashboard) =>
        dashboard.Services.GetRequiredService<SavedViewQueries>().ListAsync(Visibility.Everything, "asha@example.com", "/calls", TestContext.Current.CancellationToken);
}
