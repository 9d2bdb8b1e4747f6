using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Superfone.Dashboard.Access;

/// <summary>Adds the IP address of the request to the user, so that circuits, which have no request, know it too.</summary>
internal sealed class AddressClaim(IHttpContextAccessor accessor) : IClaimsTransformation
{
    /// <summary>The type of the claim.</summary>
    public const string Type = "address";

    /// <inheritdoc/>
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        // It may be called more than once for a request.
        if (principal.Identity?.IsAuthenticated != true || principal.HasClaim(claim => claim.Type == Type)
            || Of(accessor.HttpContext) is not { } address)
            return Task.FromResult(principal);
        var transformed = principal.Clone();
        transformed.AddIdentity(new ClaimsIdentity([new Claim(Type, address)]));
        return Task.FromResult(transformed);
    }

    /// <summary>The IP address of a request.</summary>
    public static string? Of(HttpContext? context) => context?.Connection.RemoteIpAddress is { } address
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
        : null;
}
