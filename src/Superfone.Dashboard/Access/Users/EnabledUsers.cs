using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.Users;

/// <summary>Lets only users sign in who are not disabled.</summary>
internal sealed class EnabledUsers : IUserConfirmation<User>
{
    /// <inheritdoc/>
    public Task<bool> IsConfirmedAsync(UserManager<User> manager, User user) => Task.FromResult(!user.IsDisabled);
}
