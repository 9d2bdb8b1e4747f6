using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Requests;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Access.SignIn;
using Superfone.Dashboard.Access.Tokens;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access;

/// <summary>Authentication and authorization: people sign in with cookies, scripts with tokens, and both have roles.</summary>
public static class AccessStage
{
    private const string CookieOrToken = "CookieOrToken";

    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<Actors>();
        services.AddScoped<CurrentActor>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<ReadLog>();
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<TokenIssuer>();
        services.AddHostedService<WeakSecretsStart>();
        services.AddRequestProtection();
        services.AddScoped<OwnerAccount>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<DeviceCookie>();
        services.AddSingleton<UnknownPassword>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<SecondFactorSignIn>();
        services.AddScoped<Authenticator>();
        services.AddHostedService<OwnerStart>();
        services.AddIdentity<User, IdentityRole>(ConfigureIdentity)
            .AddEntityFrameworkStores<PrimaryContext>()
            .AddClaimsPrincipalFactory<UserClaimsFactory>()
            .AddSignInManager<DashboardSignInManager>()
            .AddPasswordValidator<PasswordRule>()
            .AddDefaultTokenProviders();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptionsMonitor<AddressOptions>>(ConfigurePasskeys);

        // The framework would read them once; the address can be changed.
        services.AddScoped<IOptions<IdentityPasskeyOptions>>(provider => provider.GetRequiredService<IOptionsSnapshot<IdentityPasskeyOptions>>());
        services.ConfigureApplicationCookie(ConfigureCookie);
        services.AddUsers();
        services
            .AddAuthentication(options =>
            {
                options.DefaultAuthenticateScheme = CookieOrToken;
                options.DefaultChallengeScheme = CookieOrToken;
                options.DefaultForbidScheme = CookieOrToken;
            })
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.SchemeName, null)
            .AddPolicyScheme(CookieOrToken, null, options => options.ForwardDefaultSelector = context =>
                ApiTokenHandler.IsPresented(context.Request) ? ApiTokenHandler.SchemeName : IdentityConstants.ApplicationScheme);
        services.AddPermissions();
        services.AddHttpContextAccessor();
        services.AddTransient<IClaimsTransformation, AddressClaim>();
        services.AddExceptionHandler<PermissionDeniedHandler>();
        services.AddExceptionHandler<BadRequestHandler>();
        services.AddCascadingAuthenticationState();
        services.AddProblemDetails();
        return services;
    }

    private static void AddUsers(this IServiceCollection services)
    {
        services.AddSingleton<UserDirectory>();
        services.AddSingleton<Assignees>();
        services.AddSingleton<UserActors>();
        services.AddSingleton<UserLanguages>();
        services.AddSingleton<OwnAccount>();
        services.AddSingleton<PublicAddress>();
        services.AddScoped<Invitations>();
        services.AddScoped<IUserConfirmation<User>, EnabledUsers>();
        services.AddTransient<InviteTokenProvider>();
        services.AddSingleton<OpenConnections>();
        services.AddSingleton<UserSessions>();
        services.AddSingleton<ICredentialCheck, SessionCheck>();
        services.AddSingleton<ICredentialCheck, TokenCheck>();
        services.AddHostedService<ConnectionSweep>();
        services.AddHostedService<AccessChanges>();
        services.AddScoped<CircuitHandler, SessionCircuits>();
        services.AddSingleton<ITicketStore, SessionTicketStore>();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<ITicketStore>((options, store) => options.SessionStore = store);
    }

    /// <summary>Maps the sign-out endpoint. It needs no antiforgery token, because browsers do not send the cookie with posts from other sites.</summary>
    public static void MapSignOut(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/logout", async (HttpContext context, SignInManager<User> signIn, Actors actors, AuditLog audit) =>
        {
            if (context.User.Identity?.IsAuthenticated == true)
                await audit.WriteAsync(actors.Of(context.User), AuditAction.SignOut);
            await signIn.SignOutAsync();
            context.ClearSiteData();
            return TypedResults.LocalRedirect("~/login");
        })
        .AllowAnonymous()
        .DisableAntiforgery()
        .ExcludeFromDescription();

    private static void ConfigureIdentity(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = "";
        options.SignIn.RequireConfirmedAccount = true; // As EnabledUsers sees it.
        options.Tokens.ProviderMap[InviteTokenProvider.ProviderName] = new TokenProviderDescriptor(typeof(InviteTokenProvider));
        options.Tokens.PasswordResetTokenProvider = InviteTokenProvider.ProviderName;
        options.Password.RequiredLength = PasswordRule.Length;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;

        // SignInThrottle slows down guessing without locking anybody out.
        options.Lockout.AllowedForNewUsers = false;
        options.Lockout.MaxFailedAccessAttempts = int.MaxValue;
    }

    // Passkeys belong to a domain: to the one that the world sees, or else to that of the request.
    private static void ConfigurePasskeys(IdentityPasskeyOptions options, IOptionsMonitor<AddressOptions> addresses)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        if (addresses.CurrentValue.Public is { } address)
            options.ServerDomain = address.Host;
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "superfone";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.LoginPath = "/login";
        options.LogoutPath = "/logout";
        options.AccessDeniedPath = "/error";
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = TimeSpan.FromDays(14);

        // What changes a security stamp also ends sessions, which are checked with every request.
        options.Events.OnValidatePrincipal = _ => Task.CompletedTask;

        // The sign-in page redirects by itself, and only to pages of this application.
        options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
        var redirectToLogin = options.Events.OnRedirectToLogin;
        options.Events.OnRedirectToLogin = context => AccessProblem.IsForPrograms(context.Request.Path)
            ? AccessProblem.WriteUnauthorisedAsync(context.Response)
            : redirectToLogin(context);
        options.Events.OnRedirectToAccessDenied = context =>
        {
            if (AccessProblem.IsForPrograms(context.Request.Path))
                return AccessProblem.WriteForbiddenAsync(context.Response);
            if (!context.HttpContext.RequestServices.GetRequiredService<Actors>().MustSetUpSecondFactor(context.HttpContext.User))
                return AccessProblem.DenyPage(context.Response);
            context.Response.Redirect("/account/second-factor");
            return Task.CompletedTask;
        };
    }
}
