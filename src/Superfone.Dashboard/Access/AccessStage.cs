using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;
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
        services.AddSingleton<ApiTokens>();
        services.AddScoped<OwnerAccount>();
        services.AddScoped<PasswordSignIn>();
        services.AddHostedService<OwnerStart>();
        services.AddIdentity<User, IdentityRole>(ConfigureIdentity).AddEntityFrameworkStores<PrimaryContext>();
        services.ConfigureApplicationCookie(ConfigureCookie);
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
        services.AddCascadingAuthenticationState();
        services.AddProblemDetails();
        return services;
    }

    /// <summary>Maps the sign-out endpoint. It needs no antiforgery token, because browsers do not send the cookie with posts from other sites.</summary>
    public static void MapSignOut(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/logout", async (HttpContext context, SignInManager<User> signIn, Actors actors, AuditLog audit) =>
        {
            if (context.User.Identity?.IsAuthenticated == true)
                await audit.WriteAsync(actors.Of(context.User), AuditAction.SignOut);
            await signIn.SignOutAsync();
            return TypedResults.LocalRedirect("~/login");
        })
        .AllowAnonymous()
        .DisableAntiforgery()
        .ExcludeFromDescription();

    private static void ConfigureIdentity(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = "";
        options.Password.RequiredLength = SetupOptions.PasswordLength;
        options.Password.RequiredUniqueChars = SetupOptions.PasswordVariety;

        // Length matters; rules about characters only make people write passwords down.
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "superfone";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.LoginPath = "/login";
        options.LogoutPath = "/logout";
        options.AccessDeniedPath = "/error";
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = TimeSpan.FromDays(14);

        // The sign-in page redirects by itself, and only to pages of this application.
        options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
        var redirectToLogin = options.Events.OnRedirectToLogin;
        options.Events.OnRedirectToLogin = context => AccessProblem.IsForPrograms(context.Request.Path)
            ? AccessProblem.WriteUnauthorisedAsync(context.Response)
            : redirectToLogin(context);
        options.Events.OnRedirectToAccessDenied = context => AccessProblem.IsForPrograms(context.Request.Path)
            ? AccessProblem.WriteForbiddenAsync(context.Response)
            : AccessProblem.DenyPage(context.Response);
    }
}
