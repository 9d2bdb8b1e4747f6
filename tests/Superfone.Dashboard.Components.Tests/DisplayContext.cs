using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using Superfone.Dashboard.Components.Layout;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Components.Player;
using Superfone.Dashboard.Configuration.Business;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Tests.Shared;

namespace Superfone.Dashboard.Components.Tests;

/// <summary>Renders components as an Indian business sees them at 16:10 on 15 May 2026.</summary>
public abstract class DisplayContext : BunitContext
{
    protected static readonly DateTime Now = new(2026, 5, 15, 10, 40, 0, DateTimeKind.Utc);

    protected DisplayContext()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-IN");
        JSInterop.Mode = JSRuntimeMode.Loose;
        ComponentFactories.AddStub<BrandImage>(); // It reads the database.
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton(Calendar);
        Services.AddSingleton(Display);
        Services.AddSingleton(Hours);
        Services.AddSingleton<CallLines>();
        Services.AddSingleton(new EventText(Display, Changes, L));
        Services.AddSingleton(L);
        Services.AddScoped<PlayerState>();
        Services.AddSingleton(new LiveFeed(Time, NullLogger<LiveFeed>.Instance));
        Services.AddSingleton(new LiveScope(null!, null!, null!, null!));
        Services.AddSingleton(new DeliveryTraces(TimeProvider.System));
        Services.AddSingleton(SignedInOwner.Current);
        Services.AddOptions<BusinessOptions>();
        Services.AddSingleton<BusinessName>();
    }

    protected static FakeTimeProvider Time { get; } = new(Now);

    protected static BusinessCalendar Calendar { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));

    protected static BusinessHours Hours { get; } = SetHours.None(Calendar);

    /// <summary>The texts, as pages get them.</summary>
    protected static IStringLocalizer<Strings> L => EnglishText.Text;

    protected static Display Display { get; } = new(Calendar, new PhoneBook("IN"), Time, L);

    protected static ChangeText Changes { get; } = new(Display, L);
}
