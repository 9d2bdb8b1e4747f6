using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>The tables of people, and of what they did.</summary>
internal static class PeopleModel
{
    /// <summary>Configures the tables.</summary>
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<User>().Property(user => user.Accounts).HasConversion(
            accounts => accounts == null ? null : JsonSerializer.Serialize(accounts, JsonSerializerOptions.Default),
            text => text == null ? null : JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Default),
            new ValueComparer<IReadOnlyList<string>?>(
                (left, right) => left == null ? right == null : right != null && left.SequenceEqual(right),
                accounts => accounts == null ? 0 : accounts.Count,
                accounts => accounts));

        // The table of Identity's schema version 3. Identity itself maps it only for a context that is made by the application's services, but
        // migrations and tests make their own.
        builder.Entity<IdentityUserPasskey<string>>(passkey =>
        {
            passkey.ToTable("AspNetUserPasskeys");
            passkey.HasKey(row => row.CredentialId);
            passkey.Property(row => row.CredentialId).HasMaxLength(1024);
            passkey.OwnsOne(row => row.Data).ToJson();
            passkey.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).IsRequired();
        });
        builder.Entity<UserSession>(session =>
        {
            session.ToTable("Sessions");
            session.HasIndex(row => row.UserId);
            session.HasIndex(row => row.ExpiresUtc);
        });
        builder.Entity<IssuedToken>(token =>
        {
            token.ToTable("ApiTokens");
            token.HasIndex(row => row.Hash).IsUnique();
        });
        builder.Entity<WebhookSecret>().ToTable("WebhookSecrets");
        builder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("AuditEntries");
            entry.HasIndex(row => row.AtUtc);
            entry.HasIndex(row => new { row.User, row.AtUtc });
            entry.HasIndex(row => new { row.Action, row.AtUtc });
        });
    }
}
