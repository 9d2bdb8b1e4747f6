using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Superfone.Dashboard.Storage.Primary.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Mail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "MailKinds",
                table: "PushPreferences",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MailSinceUtc",
                table: "PushPreferences",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DigestRecipients",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<string>(type: "TEXT", nullable: true),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    IsDaily = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsWeekly = table.Column<bool>(type: "INTEGER", nullable: false),
                    HasNames = table.Column<bool>(type: "INTEGER", nullable: false),
                    SinceUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    UnsubscribedUtc = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DigestRecipients", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DigestRecipients_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LastingStates",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    BeganUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LastingStates", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "MailRecords",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailRecords", x => new { x.UserId, x.Topic });
                    table.ForeignKey(
                        name: "FK_MailRecords_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DigestSends",
                columns: table => new
                {
                    RecipientId = table.Column<long>(type: "INTEGER", nullable: false),
                    IsWeekly = table.Column<bool>(type: "INTEGER", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    EndUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    SentUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DigestSends", x => new { x.RecipientId, x.IsWeekly, x.Day });
                    table.ForeignKey(
                        name: "FK_DigestSends_DigestRecipients_RecipientId",
                        column: x => x.RecipientId,
                        principalTable: "DigestRecipients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DigestRecipients_Address",
                table: "DigestRecipients",
                column: "Address",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DigestRecipients_UserId",
                table: "DigestRecipients",
                column: "UserId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DigestSends_NextUtc",
                table: "DigestSends",
                column: "NextUtc",
                filter: "NextUtc IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MailRecords_AtUtc",
                table: "MailRecords",
                column: "AtUtc");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DigestSends");

            migrationBuilder.DropTable(
                name: "LastingStates");

            migrationBuilder.DropTable(
                name: "MailRecords");

            migrationBuilder.DropTable(
                name: "DigestRecipients");

            migrationBuilder.DropColumn(
                name: "MailKinds",
                table: "PushPreferences");

            migrationBuilder.DropColumn(
                name: "MailSinceUtc",
                table: "PushPreferences");
        }
    }
}
