module.exports = require("../shared/ef4f02d16cf44ed2.js");
