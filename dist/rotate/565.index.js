module.exports = require("../shared/ec7b4f8ff6825041.js");
